class Mean:
    """Compares, and changes what it is compared in."""

    def __init__(self, n, change=None):
        self.n, self.change = n, change

    def __lt__(self, other):
        if self.change:
            self.change()
        return self.n < other.n

    def __eq__(self, other):
        if self.change:
            self.change()
        return self.n == other.n

    def __hash__(self):
        return self.n % 2


values = [Mean(n * 7 % 5) for n in range(8)]
assert [m.n for m in sorted(values)] == sorted(n * 7 % 5 for n in range(8))
values[3].change = values.clear
try:
    values.sort()
except ValueError:
    pass
assert len(values) == 8
values[:] = [Mean(1), Mean(2, values.clear), Mean(3)]
assert Mean(9) not in values and values == []
items = [[n] for n in range(5)]
for item in items:
    if item == [1]:
        del items[:2]
    items[-1:] = [item, None] if len(items) < 7 else []
del items[::2], item
big = list(range(40))
big[3:30] = "ab"
big *= 2
assert len(big) == 30 and big.pop() == 39

table = {Mean(n): [n] for n in range(5)}
table[Mean(2, table.clear)] = "new"
table.update((str(n), [n]) for n in range(20))
for key in list(table)[::2]:
    del table[key]
try:
    for key in table:
        table[key, 1] = None
except RuntimeError:
    pass
assert {**table, "x": [1]}.pop("x") == [1]
view = {1: [1], 2: [2]}.items()
assert [pair for pair in view] == [(1, [1]), (2, [2])] and len(view & {(9, 9)} or ()) == 0
held = [pair for pair in view] + [key for key, value in view]
s = {Mean(n) for n in range(6)} | {"a", 1.5, (1, 2)}
s -= {"a"}
s.add(Mean(3, s.clear))
frozen = frozenset([1, 2, 3]) & {2, 3}
assert frozen == {2, 3} and {frozen: [1]}[frozenset((3, 2))] == [1]
first, *rest, last = (1, [2], 3, "4")
assert rest == [[2], 3]


def matched(value):
    match value:
        case {"k": [a, *more], **others}:
            return a, more, others
        case Mean(n=int(n)) if n > 2:
            return n
        case (1 | 2 as x, _):
            return x
        case str():
            return "str"
    return None


assert [matched(v) for v in ({"k": [1, 2], "z": 3}, Mean(3), Mean(1), (2, []), "s")] == [(1, [2], {"z": 3}), 3, None, 2, "str"]
a = [1]
a.append(a)
d = {"a": a}
d["d"] = d, a
assert repr(d) == "{'a': [1, [...]], 'd': ({...}, [1, [...]])}"
del a, d
gc.collect()
