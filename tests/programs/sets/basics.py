s = {3, 1, 2, 1}
print(len(s), sorted(s), set(), {1}, set("a"), frozenset(), frozenset({1}), set([1, 1.0, True]),
    {*[1, 2], *(2, 3)} == {1, 2, 3}, 2 in s, 5 not in s, s == {1, 2, 3}, s == frozenset(s), s != {1},
    hash(frozenset([1, 2])) == hash(frozenset([2, 1])), set(range(5)) == {0, 1, 2, 3, 4})
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, b - a, a ^ b, a <= b, {3} < b, a >= {1}, a > a, a.isdisjoint({9}), a.union([7], (8,)),
    a.intersection([1, 2], [2]), a.difference([1], [2]), a.symmetric_difference([1, 9]), a.issubset(range(10)),
    a.issuperset([1]), a.union(), a.copy() is a)
c = {1, 2}
print(c.add(3), c, c.discard(9), c.remove(1), c, c.update([5], {6}), c, c.intersection_update({2, 5, 6}), c,
    c.difference_update([2]), c, c.symmetric_difference_update({5, 7}), c, c.clear(), c, {8}.pop())
f = frozenset("a")
print(f | {"b"} == {"a", "b"}, type(f | {"b"}).__name__, type({"b"} | f).__name__, f.copy() is f, frozenset(f) is f,
    {f: 1}[frozenset("a")], {f, frozenset("a")} == {f}, f in {f}, {"a"} in {f})
c = {1}
c |= {2}; c &= {1, 2, 3}; c -= {1}; c ^= {9}
f |= {"z"}
print(sorted(c), sorted(f), type(f).__name__, repr(set()), repr(frozenset()), str({1}), bool(set()), bool({0}))
