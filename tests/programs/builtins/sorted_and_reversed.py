print(sorted([3, 1, 2]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted([3, 1, 2], reverse=True),
    sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([True, 0, 2, -1.5]), sorted([]),
    sorted([1], key=None), sorted(x for x in "cab"))
rows = [("b", 2), ("a", 2), ("c", 1), ("d", 1)]
print(sorted(rows, key=lambda r: r[1]), sorted(rows, key=lambda r: r[1], reverse=True),
    sorted(sorted(rows), key=lambda r: -r[1]))
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed(range(3))), list(reversed({1: 2, 3: 4})),
    "".join(reversed("abc")), list(reversed(())), type(reversed([])).__name__)


class R:
    def __reversed__(self): return "anything"


print(reversed(R()))
for action in (lambda: sorted(), lambda: sorted(5), lambda: sorted([1, "a"]), lambda: sorted(["a", 1]),
    lambda: sorted([None, 1]), lambda: sorted([[], ()]), lambda: sorted([1], len), lambda: sorted([1], cmp=1),
    lambda: sorted([1], key=5), lambda: sorted([1j, 2j]), lambda: sorted([{}, {}]), lambda: sorted([object(), object()]),
    lambda: sorted([1, 2], key=lambda: 0), lambda: sorted([1, 2], reverse="yes"), lambda: sorted([1, 2], reverse=None),
    lambda: sorted([1], key=len), lambda: reversed(), lambda: reversed(5), lambda: reversed({1}),
    lambda: reversed(x for x in []), lambda: reversed([], 1)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
