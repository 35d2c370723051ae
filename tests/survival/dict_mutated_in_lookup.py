class Key:
    def __init__(self, target, n): self.target, self.n = target, n
    def __hash__(self): return 7

    def __eq__(self, other):
        d = self.target
        if d and not Key.busy:
            Key.busy = True
            d.clear()
            for i in range(50):
                d[i] = i
            Key.busy = False
        return False


Key.busy = False


def fresh():
    Key.busy = True
    d.clear()
    for i in range(5):
        d[Key(d, i)] = i
    Key.busy = False


d = {}
probe = lambda: Key(d, 99)
for action in (lambda: d.get(probe()), lambda: d.__contains__(probe()), lambda: d.__setitem__(probe(), 1), lambda: d.setdefault(probe(), 2), lambda: d.pop(probe(), 3), lambda: d.__getitem__(probe()), lambda: d.__delitem__(probe()), lambda: d.update({probe(): 1}), lambda: {**d, probe(): 1}, lambda: d | {probe(): 1}, lambda: d == {probe(): 1, 2: 3, 4: 5, 6: 7, 8: 9}):
    fresh()
    try:
        action()
    except KeyError as error:
        print("KeyError")
    except RuntimeError as error:
        print(type(error).__name__)
s = set()


class SetKey(Key):
    def __hash__(self): return 7

    def __eq__(self, other):
        s.clear()
        return False


for action in (lambda: s.add(SetKey(s, 1)), lambda: SetKey(s, 1) in s, lambda: s.discard(SetKey(s, 1)), lambda: s | {SetKey(s, 2)}, lambda: s & {SetKey(s, 2)}, lambda: s == {SetKey(s, 1), SetKey(s, 2)}, lambda: s - {SetKey(s, 1)}, lambda: s ^ {SetKey(s, 1)}, lambda: s.update([SetKey(s, 3)]), lambda: s <= {SetKey(s, 1)}, lambda: s.remove(SetKey(s, 9))):
    s.clear()
    s.update({SetKey(s, 0)})
    try:
        action()
    except (KeyError, RuntimeError):
        pass
print("survived")
