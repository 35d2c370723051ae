print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max("a", "b", key=ord), min([], default="none"), max((), default=None),
    min([1, 2], key=lambda x: -x), max({1: 2, 3: 0}), min((2, "b"), (2, "a")), max(1, 1.0), max(1.0, 1), min([[1, 2], [1]]),
    max("abc", "abd", key=None))
print(sum([]), sum([1, 2.5]), sum([1], 10), sum([[1], [2]], []), sum(range(101)), sum([True, True]), sum((1, 2), start=5),
    sum([0.1] * 10), sum([1j, 1]), sum({1: 2}), sum([(1,), (2,)], ()), sum([2 ** 70, 1]), sum([1.5, 2 ** 60]))
print(pow(2, 3), pow(2, 3, 5), pow(2.0, 0.5), pow(base=2, exp=5), pow(2, -2), pow(-8, 1 / 3), divmod(17, 5), divmod(-17, 5),
    divmod(17.5, 5), divmod(True, 2))
for action in (lambda: min(), lambda: max(5), lambda: min([]), lambda: max(1, "a"), lambda: min([1, None]),
    lambda: max(1, 2, default=0), lambda: min([], key=len), lambda: max([1], key=5), lambda: max(1, 2, foo=1),
    lambda: min(key=len), lambda: min(None), lambda: sum(), lambda: sum(5), lambda: sum(["a", "b"]), lambda: sum(["a"], ""),
    lambda: sum([b""], b""), lambda: sum([], bytearray()), lambda: sum([1], "a"), lambda: sum([1, "a"]), lambda: sum([[1]]),
    lambda: sum([1], 2, 3), lambda: sum([1], end=2),
               lambda: pow(), lambda: pow(1), lambda: pow("a", 2), lambda: pow(2, "a"), lambda: pow(2, 3, 0),
               lambda: pow(2, 3, "a"), lambda: pow(2, 3, 4, 5), lambda: pow(2.5, 2, 3), lambda: divmod(1),
               lambda: divmod(1, 0), lambda: divmod("a", 1), lambda: divmod(1, 2, 3)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
