class Mutating:
    def __init__(self, d): self.d = d
    def __hash__(self):
        self.d.clear()
        for i in range(100):
            self.d[i] = i
        return 3
    def __eq__(self, other): return True


class Changing:
    n = 0
    def __hash__(self):
        Changing.n += 1
        return Changing.n
    def __eq__(self, other): return self is other


class Huge:
    def __hash__(self): return 1 << 200
class Negative:
    def __hash__(self): return -(1 << 100)
class NotInt:
    def __hash__(self): return "5"
class Raises:
    def __hash__(self): raise OSError("no hash")


d = {}
d[Mutating(d)] = 1
print(len(d))
d = {}
c = Changing()
for _ in range(100):
    d[c] = 1
print(len(d), c in d)
try:
    del d[c]
except KeyError:
    print("KeyError")
s = {c, c, c}
print(len(s))
s.update([c] * 50)
s.discard(c)
print(len(s | {c}) > 0, isinstance(hash(Huge()), int), isinstance(hash(Negative()), int))
for bad in (NotInt, Raises):
    for action in (lambda: {bad(): 1}, lambda: {bad()}, lambda: hash(bad()), lambda: {}.get(bad()), lambda: hash((bad(),)), lambda: bad() in {1: 2}, lambda: frozenset([bad()])):
        try:
            action()
        except (TypeError, OSError) as error:
            print(type(error).__name__, error)
d = {Changing(): i for i in range(1000)}
d.update(dict(d))
for k in list(d):
    d.pop(k, None)
print("survived")
