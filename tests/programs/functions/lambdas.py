add = lambda a, b=2, *c, d, e=5, **f: (a, b, c, d, e, f)
print(add(1, d=4))
print(add(1, 2, 3, d=4, g=6))
print((lambda: None)())
print((lambda: (yield))().__class__.__name__)
print(list((lambda n: (yield from range(n)))(3)))
print((lambda x: lambda y: lambda z: x + y + z)(1)(2)(3))
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))
print((lambda: 1 if True else 2)(), (lambda x: x if x else lambda: x)(0)())
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print(table["-"](5, 3))
try:
    (lambda x: x)()
except TypeError as error:
    print(error)
try:
    (lambda *, k: x)(1)
except TypeError as error:
    print(error)
print((lambda *args: args)(*"abc"), (lambda **k: k)(a=1))
print((lambda x, /, y, *, z: (x, y, z))(1, y=2, z=3))
print((walrus := lambda: 7)(), walrus())
