for n in (2 ** 53, 2 ** 53 + 1, 2 ** 53 + 2, 2 ** 53 + 3, 2 ** 54 + 2, 2 ** 54 + 6, 10 ** 22, 10 ** 23, 2 ** 1023,
    2 ** 1024 - 2 ** 971, 2 ** 64 - 1, 2 ** 63 + 2 ** 10, 3 ** 200, 123456789 ** 20):
    print(float(n), float(-n), n / 3, n / (n + 1), (n + 1) / n, n * 1.0, n + 0.5, n // 1.0 == float(n))
for action in (lambda: float(2 ** 1024), lambda: 2 ** 1024 / 3, lambda: 2 ** 1024 * 1.0, lambda: 1 / 2 ** 1100,
    lambda: 2 ** 1100 / 2 ** 1099, lambda: 2 ** 1100 / 7 ** 20, lambda: (2 ** 1024) ** 0.5, lambda: int(1e308) * 10 / 10,
    lambda: complex(2 ** 1024), lambda: round(2 ** 1024 + 0.5), lambda: 10 ** 400 % 1.5, lambda: 10 ** 400 // 1.0):
    try:
        print(action())
    except OverflowError as error:
        print(error)
print(int(1e300) == 10 ** 300, int(1e22) == 10 ** 22, int(-1.9e20), int(2.0 ** 70), round(1e20), round(2.5e15),
    1e16 + 1 == 10 ** 16 + 1, 2 ** 70 == 2.0 ** 70, 2 ** 70 + 1 == 2.0 ** 70, 2 ** 70 < 2.0 ** 70 + 1e6)
