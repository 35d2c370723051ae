HUGE = 1 << 200
r = range(HUGE)
print(r[5], r[-1] == HUGE - 1, 10 in r, HUGE in r, r[5:10], r.index(1 << 100) == 1 << 100, r.count(3), bool(r), r == range(HUGE), r[::2][1], range(0, HUGE, HUGE // 2)[1] == HUGE // 2)
for action in (lambda: len(r), lambda: list(r), lambda: r[HUGE], lambda: range(1, 2, 0), lambda: range(1.5), lambda: hash(r) and 0):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__)
it = iter(r)
print(next(it), next(it), next(reversed(r)) == HUGE - 1)
print(sum(1 for _, i in zip(range(5), range(-HUGE, HUGE))), next(iter(range(HUGE, HUGE + 2))) == HUGE, list(range(HUGE, HUGE + 3))[2] - HUGE)
print(next(iter(range((1 << 63) - 2, (1 << 63) + 2))) == (1 << 63) - 2, list(range((1 << 63) - 1, (1 << 63) + 1))[1] == 1 << 63, len(range(-(1 << 63), 1 << 63, 1 << 62)))
for i in range((1 << 63) - 2, 1 << 64):
    if i > (1 << 63) + 2:
        print(i)
        break
for i in range(-(1 << 62), -(1 << 62) - 3, -1):
    print(i, end=" ")
print([i for i in range(-(1 << 47) - 2, -(1 << 47) + 2)], [i for i in range((1 << 47) - 2, (1 << 47) + 2)], [i for i in range((1 << 61) - 1, (1 << 61) + 1)])
