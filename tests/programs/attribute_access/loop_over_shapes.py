class P:
    kind = "P"
    def __init__(self, v): self.v = v
    def get(self): return self.v
class Q:
    def __init__(self, v):
        self.extra = 0
        self.v = v
        self.kind = "own Q"
    def get(self): return -self.v
class R:
    __slots__ = ("v", "kind")
    def __init__(self, v): self.v, self.kind = v, "slot R"
    def get(self): return self.v * 10
class S:
    kind = property(lambda self: "property S")
    def __init__(self, v): pass
    def __getattr__(self, name):
        if name == "v": return 1000
        if name == "get": return lambda: 2000
        raise AttributeError(name)


def use(things):
    out = []
    for thing in things:
        out.append((thing.v, thing.get(), thing.kind))
    return out


print(use([P(1)] * 3))
mixed = [P(1), Q(2), R(3), S(4)]
for _ in range(20):
    last = use(mixed)
print(last)
for thing in mixed:
    try:
        thing.v += 5
    except AttributeError as error:
        print(error)
print(use(mixed))
mixed[0].__dict__.pop("v")
try:
    use(mixed)
except AttributeError as error:
    print(error)
