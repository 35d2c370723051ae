def inner(n):
    total = 0
    for i in range(n):
        sent = yield i
        total += sent or 0
    return total


def outer():
    first = yield from inner(3)
    print("first", first)
    second = yield from inner(2)
    return first, second


g = outer()
print(next(g), g.send(10), g.send(20), g.send(30), g.send(5))
try:
    g.send(7)
except StopIteration as stop:
    print(stop.value)
print(list(outer()))


def flatten(tree):
    for item in tree:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4, []], 5], [[6]]], 7])))


def over_any(iterable):
    result = yield from iterable
    print("result", result)


print(list(over_any("abc")), list(over_any({1: 2})), list(over_any(range(2))), list(over_any(iter([9]))))
for bad in (5, None):
    try:
        list(over_any(bad))
    except TypeError as error:
        print(error)
g = outer()
next(g)
print(g.gi_yieldfrom.__name__)
o = over_any([1, 2])
next(o)
try:
    o.send("to a list iterator")
except AttributeError as error:
    print(error)
