# Every operation of dicts and sets, while comparing keys changes them.
class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, other):
        global depth, left
        left -= 1
        if depth or left < 0:
            return self is other
        depth += 1
        try:
            change()
        finally:
            depth -= 1
        return getattr(other, "n", other) == self.n


depth = left = 0
ended = 0
changes = {
    "clear": lambda: target.clear(),
    "pop": lambda: target and target.pop(next(iter(target))) if isinstance(target, dict) else target and target.pop(),
    "add": lambda: target.update({Key(len(target) + 100): 1}) if isinstance(target, dict) else target.add(Key(len(target) + 100)),
    "replace": lambda: (target.clear(), target.update({Key(i): i for i in range(50)})),
    "nothing": lambda: None,
    "raise": lambda: 1 // 0,
}
dicts = {
    "get": lambda: target.get(Key(5)), "set": lambda: target.__setitem__(Key(5), 1), "del": lambda: target.__delitem__(Key(5)), "in": lambda: Key(5) in target, "pop": lambda: target.pop(Key(5), None), "setdefault": lambda: target.setdefault(Key(77), 1),
    "update": lambda: target.update({Key(i): i for i in range(5)}), "update itself": lambda: target.update(target), "eq": lambda: target == {Key(i): i for i in range(8)}, "ior": lambda: target.__ior__({Key(3): 1, Key(99): 2}), "or": lambda: target | {Key(3): 1}, "copy": lambda: dict(target.copy()),
    "fromkeys": lambda: dict.fromkeys(target), "keys and": lambda: target.keys() & {Key(1), Key(2)}, "keys minus": lambda: target.keys() - [Key(1), 2, 3], "items in": lambda: (Key(1), Key(1)) in target.items(), "values eq": lambda: Key(1) in target.values(), "items or": lambda: target.items() | target.items(),
    "iterate": lambda: [target.get(k) for k in target], "popitem": lambda: [target.popitem() for _ in range(3)], "keys isdisjoint": lambda: target.keys().isdisjoint([Key(3)]), "keys le": lambda: target.keys() <= {Key(i) for i in range(9)},
}
sets = {
    "add": lambda: target.add(Key(5)), "remove": lambda: target.remove(Key(5)), "discard": lambda: target.discard(Key(5)), "in": lambda: Key(5) in target, "pop": lambda: target.pop(), "update": lambda: target.update({Key(i) for i in range(5)}), "update itself": lambda: target.update(target), "eq": lambda: target == {Key(i) for i in range(8)},
    "and": lambda: target & {Key(1), Key(2)}, "or": lambda: target | {Key(1), Key(99)}, "minus": lambda: target - {Key(1)}, "xor": lambda: target ^ {Key(1), Key(50)}, "iand": lambda: target.intersection_update([Key(1), Key(2)]), "isub": lambda: target.difference_update([Key(1), Key(2)]), "isub itself": lambda: target.difference_update(target), "ixor": lambda: target.symmetric_difference_update([Key(1), Key(60)]),
    "le": lambda: target <= {Key(i) for i in range(8)}, "lt": lambda: target < {Key(i) for i in range(9)}, "isdisjoint": lambda: target.isdisjoint([Key(4), Key(70)]), "issuperset": lambda: target.issuperset([Key(i) for i in range(4)]), "copy": lambda: set(target), "frozenset": lambda: frozenset(target), "set in set": lambda: set() in target, "intersection": lambda: target.intersection({Key(3)}, [Key(4)]), "sorted": lambda: sorted(target, key=lambda k: k == Key(1)),
}
for make, operations in ((lambda: {Key(i): i for i in range(8)}, dicts), (lambda: {Key(i) for i in range(8)}, sets)):
    for name, operation in operations.items():
        for kind, change_with in changes.items():
            change = lambda: None
            target = make()
            change, left = change_with, 30
            try:
                operation()
            except (KeyError, RuntimeError, ZeroDivisionError, TypeError, ValueError):
                pass
            change = lambda: None
            len(target), list(target)
            ended += 1
print(ended)
print("survived")
