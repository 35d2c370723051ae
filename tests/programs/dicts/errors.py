d = {"a": 1}


class Unhashable:
    __hash__ = None
    __eq__ = lambda self, other: True


for action in (lambda: d["zz"], lambda: d[1, 2], lambda: d[None], lambda: d[[]], lambda: d[{}],
    lambda: d.__setitem__([], 1), lambda: d.__delitem__("zz"), lambda: d.pop("zz"), lambda: {}.popitem(), lambda: {[]: 1},
    lambda: {(1, []): 1}, lambda: {set(): 1}, lambda: {Unhashable(): 1}, lambda: [] in d, lambda: d.get([]),
    lambda: d.get(), lambda: d.get(1, 2, 3), lambda: d.setdefault(), lambda: d.setdefault([]),
               lambda: d.pop(), lambda: d.update(5), lambda: d.update([1]), lambda: d.update([(1, 2, 3)]),
               lambda: d.update(["abc"]), lambda: d.update([[]]), lambda: d.update(None), lambda: d.update({}, {}),
               lambda: dict(5), lambda: dict([1]), lambda: dict(["abc"]), lambda: dict(1, 2), lambda: dict([(1,)]),
               lambda: dict([([], 1)]), lambda: dict.fromkeys(), lambda: dict.fromkeys(5), lambda: dict.fromkeys([[]]),
               lambda: d < {}, lambda: d + {}, lambda: d | 5, lambda: d | [("b", 1)],
               lambda: d.keys()[0], lambda: d.values() == d.values(), lambda: hash(d), lambda: d(), lambda: d.a,
               lambda: d.has_key("a"), lambda: d.copy(1), lambda: d.items(1), lambda: iter(d)(), lambda: d.get(key="a"),
               lambda: d.pop("a", 1, 2), lambda: d.keys() + d.keys(), lambda: {**5}, lambda: {**[1]}, lambda: d.popitem(1),
               lambda: dict.get(5, 1), lambda: dict([object()])):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
