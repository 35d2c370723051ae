# Comprehensions in comprehensions whose variables have one name, and functions that keep them.
items = [([lambda: x for x in range(2)], lambda: x) for x in range(3)]
print([(a[0](), b()) for a, b in items])


def function(x):
    items = [([lambda: x for x in range(2)], lambda: x, [x for x in "ab"]) for x in range(3)]
    pairs = {x: [x for x in range(x)] for x in range(3)}
    return [(a[0](), b(), c) for a, b, c in items], pairs, x, (lambda: x)()


print(function("outer"))


def unbound():
    values = [[x for x in range(2)] for x in range(2)]
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = [(lambda: x)() for x in values]
    return x


print(unbound())
