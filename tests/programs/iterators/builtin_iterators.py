for it in (iter([1]), iter((1,)), iter("a"), iter({1: 2}), iter({1}), iter(range(1)), iter(b"a"), iter({1: 2}.values()),
    iter({1: 2}.items()), reversed([1]), reversed({1: 2}), enumerate([1]), zip([1]), map(int, "1"), filter(None, [1]),
    iter(lambda: 1, 1), reversed("a"), reversed((1,)), iter(bytearray(b"a")), iter(memoryview(b"a"))):
    print(type(it).__name__, iter(it) is it, next(it, "empty"), next(it, "empty"),
        hasattr(it, "__length_hint__") and it.__length_hint__(), hasattr(it, "__len__"))
print(list(iter(iter([1, 2]))), next(iter([]), None), iter([1, 2, 3]).__length_hint__(), list(zip(*[iter("abcdef")] * 2)))
it = iter([1, 2, 3, 4])
print(next(it), list(zip(it, it)), list(it))
calls = iter([3, 2, 1, 0, 5])
print(list(iter(lambda: next(calls), 0)), next(calls))
l = [1, 2]
it = iter(l)
list(it)
l.append(3)
print(list(it), list(reversed([1, 2])))
for source in ("next(5)", "next([])", "iter(5)", "iter(5, 6)", "iter()", "next()", "next(iter([]))", "next(iter([]), 1, 2)",
    "iter([]).__setstate__", "reversed(5)", "reversed({1})", "reversed(iter([]))", "reversed()", "reversed(1, 2)",
    "len(iter([]))", "iter([])[0]", "iter([]) + iter([])", "next(x for x in [])"):
    try:
        print(source, eval(source) is not None)
    except Exception as error:
        print(source, type(error).__name__, error)
