r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], r[5:], r.start, r.stop, r.step, 5 in r, 6 in r, 5.0 in r, "a" in r,
    r.index(8), r.count(8), r.count(9), bool(range(0)), range(3), range(5, 0), list(range(5, 0, -2)), repr(range(1, 2, 1)),
    list(reversed(r)))
print(range(0) == range(5, 5), range(1, 10, 3) == range(1, 11, 3), range(3) != range(4),
    hash(range(0)) == hash(range(2, 2)), range(5) == [0, 1, 2, 3, 4], {range(3): 1}[range(0, 3, 1)], range(10)[2:8:2],
    range(10)[::-2], range(10)[-3:], sum(range(101)), max(range(5, 50, 7)), min(range(10, 0, -3)), sorted(range(5, 0, -1)),
    tuple(range(-3, 3)), [*range(3), *range(2)])
for action in (lambda: range(), lambda: range(1.5), lambda: range("a"), lambda: range(1, 2, 0), lambda: range(1, 2, 3, 4),
    lambda: range(None), lambda: r[100], lambda: r["a"], lambda: r.index(9), lambda: r.index(), lambda: r.count(),
    lambda: setattr(r, "start", 1), lambda: range(5).__setitem__(0, 1), lambda: range(3) + range(2), lambda: range(3) * 2,
    lambda: range(3) < range(4), lambda: r[1.0], lambda: range(stop=5), lambda: range(5)(), lambda: next(range(5)),
    lambda: r.index("a"), lambda: range(5)[::0]):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
it = iter(range(3))
print(next(it), it.__length_hint__(), list(it), type(it).__name__, type(iter(range(10 ** 30))).__name__,
    range(10 ** 30)[10 ** 29], range(10 ** 20, 10 ** 20 + 3)[-1], len(range(0, -10, -3)), range(10, 0, -3)[1],
    10 ** 25 in range(10 ** 30))
print([(i, j) for i in range(3) for j in range(i)], [i for i in range(10) if i % 3 == 0][::-1])
for i in range(3):
    i = 100
print(i)
