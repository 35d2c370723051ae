t = (1, "two", 3.0)
print(t, (1,), (), 1, 2, tuple(), tuple("ab"), tuple([1, [2]]), t[0], t[-1], t[1:], t[::-1], t + (4,), t * 2, 0 * t, len(t),
    "two" in t, t.index(3), t.count(1))
print((1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, 2) == (1.0, 2), (1, 2) == [1, 2], hash((1, 2)) == hash((1, 2)),
    {(1, 2): "k"}[1, 2], (1, (2, (3,))), ((),), (((1))), t is tuple(t), t[:] is t)
a = 1,
b = 1, 2
print(a, b, type(a).__name__, *b, sep="|")
t = (1, [2], 3)
t[1].append(9)
print(t)
for action in ("t[0] = 1", "del t[0]", "t[5]", "t['a']", "t[1.5]", "t + [1]", "t * 'a'", "t.append(1)", "t < 5", "hash(t)",
    "t.index(7)", "t.index()", "t.count()", "tuple(5)", "tuple(1, 2)", "t.x = 1", "t()", "t[::0]", "() + 1",
    "(1, 2) < (1, 'a')", "t.index(1, 2)", "-t", "t += 5", "tuple(sequence=1)", "t.index(3, 'a')"):
    try:
        exec(action)
        print("fine", action)
    except Exception as error:
        print(type(error).__name__, error)


class Point(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    x = property(lambda self: self[0])
    def __add__(self, other): return Point(*(a + b for a, b in zip(self, other)))


p = Point(1, 2)
print(p, p.x, p + p, type(p + p).__name__, type(p[:]).__name__, type(p * 2).__name__, p == (1, 2), isinstance(p, tuple),
    sorted([Point(2, 1), p]), {p: 1}[1, 2])
