print(sum(i * i for i in range(10)), max((len(w), w) for w in ["a", "bbb", "cc"]))
g = (x * y for x in range(3) for y in range(x) if (x + y) % 2)
print(type(g).__name__, g.__name__, list(g), list(g))


def source():
    print("source evaluated")
    return [1, 2, 3]


lazy = (print("item", x) or x for x in source())
print("created")
print(next(lazy), next(lazy))
x = 5
later = (x + n for n in [1, 2])
x = 50
print(list(later))
try:
    (n for n in 5)
except TypeError as error:
    print(error)
nested = ((a, b) for a in "ab" for b in (c for c in a + "z"))
print(list(nested))
print(all(n > 0 for n in (1, 2)), any(n > 5 for n in (1, 2)), "".join(c.upper() for c in "abc"),
    dict((k, v) for k, v in zip("ab", [1, 2])))
print([*(i for i in range(3))], {*(i % 2 for i in range(5))}, list(filter(None, (i for i in range(3)))))
pipeline = (a + 1 for a in (b * 2 for b in (c for c in range(5))))
print(list(pipeline))


class Scope:
    items = [1, 2]
    ok = list(i for i in items)
    try:
        bad = list(i for _ in [0] for i in items)
    except NameError as error:
        print(error)


print(Scope.ok)
for text in ("f(x for x in y, 1)", "f(1, x for x in y)", "(yield for x in y)", "[(yield) for x in y]",
    "(x for x in y) = 1"):
    try:
        compile(text, "", "exec")
        print("accepted")
    except SyntaxError as error:
        print(error.msg)
