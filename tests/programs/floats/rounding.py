for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 2.665, 1.005, 1e16, 123.456, -123.456, 0.05, 5e-324, 1e300):
    print(x, round(x), [round(x, n) for n in (0, 1, 2, -1, -2, 3, 400, -400)])
for n in (5, 15, 25, -15, 1250, 1350, 10 ** 20 + 50, 49, 51, 0):
    print(n, [round(n, d) for d in (None, 0, 1, -1, -2, -3, -30)])
print(round(2.5, None), round(True), round(True, 1), type(round(2.5, 0)).__name__, type(round(2.5)).__name__,
    round(number=1.25, ndigits=1), round(-0.4), round(-0.4, 0))
for arguments in ((), ("a",), (1.5, "a"), (1.5, 1.5), (1j,), (None,), (1, 2, 3)):
    try:
        print(round(*arguments))
    except TypeError as error:
        print(error)


class R:
    def __round__(self, n="none"): return f"rounded {n}"


print(round(R()), round(R(), 3), round(R(), None))
