s, f = {1}, frozenset([1])
for action in (lambda: s.add([]), lambda: s.add(), lambda: s.remove(9), lambda: s.remove([]), lambda: set().pop(),
    lambda: {[]}, lambda: {{}}, lambda: {set()}, lambda: set(5), lambda: set(1, 2), lambda: frozenset(5), lambda: set([[]]),
    lambda: s | [1], lambda: s & (1,), lambda: s - {1: 2}, lambda: s ^ "a", lambda: s < [1], lambda: s + s, lambda: s[0],
    lambda: hash(s), lambda: f.add(1), lambda: s.union(5), lambda: s.update(5), lambda: s.update([[]]),
    lambda: s.issubset(5),
               lambda: s.isdisjoint(5), lambda: s.intersection(5), lambda: s.difference([[]]), lambda: [] in s,
               lambda: s.discard([]), lambda: s.copy(1), lambda: s.pop(1), lambda: s.clear(1), lambda: reversed(s),
               lambda: s.index(1), lambda: s * 2, lambda: s | None, lambda: set(a=1), lambda: s.symmetric_difference(1, 2),
               lambda: s.isdisjoint(), lambda: sorted([{1}, {2}]), lambda: s.remove({7}), lambda: s.remove("key"),
               lambda: set.add(5, 1), lambda: f.__or__([1]), lambda: s >= 1):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
print({1} in {frozenset([1])}, s.discard({1}))
