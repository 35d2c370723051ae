nan, inf = float("nan"), float("inf")
values = (0.0, -0.0, 1.5, -2.5, inf, -inf, nan, 1e308, 5e-324)
for a in values:
    print(a, [a + b for b in values], [a * b for b in values], [a < b for b in values], [a == b for b in values], -a,
        abs(a), bool(a))
for a, b in ((7.5, 2), (-7.5, 2), (7.5, -2), (-7.5, -2), (1e20, 3), (0.3, 0.1), (5, inf), (-5, inf), (5, -inf), (inf, 5),
    (-0.0, 3), (0.0, -3), (1e-300, 1e300)):
    print(a // b, a % b, divmod(a, b), a / b)
print(2.0 ** 3, 2 ** -2.0, (-8) ** (1 / 3), (-2.0) ** 2, (-2.0) ** 3, 0.0 ** 0, inf ** 0, nan ** 0, 1 ** nan, 2 ** inf,
    0.5 ** inf, (-2.0) ** 0.5, (-inf) ** 3, (-inf) ** -1, 0.0 ** 2)
for action in (lambda: 1.0 / 0, lambda: 1.0 // 0.0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 0.0 ** -1,
    lambda: 1.5 + "a", lambda: 1.5 & 1, lambda: 1.5 << 1, lambda: ~1.5, lambda: 1.5 < "a", lambda: 1.5 @ 1,
    lambda: "a" * 1.5, lambda: [1] * 1.0, lambda: 1.5 in 1.5, lambda: 1e400 - 1e400):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
print(nan == nan, nan is nan, nan in [nan], [nan] == [nan], nan != nan, {nan: 1}[nan], max(nan, 1), max(1, nan),
    sorted([3, nan, 1])[0] == 3, 0.1 + 0.2 == 0.3, 0.0 == -0.0, 1e16 + 1, sum([0.1] * 10), sum([1e16, 1, -1e16]),
    sum([0.1] * 3, 0))
