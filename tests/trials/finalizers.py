log = []


class Noisy:
    def __init__(self, name, **more):
        self.name = name
        self.__dict__.update(more)

    def __del__(self):
        log.append(self.name)


def taken():
    got, log[:] = log[:], []
    return got


one = Noisy("one")
del one
assert taken() == ["one"]


class Risen(Noisy):
    def __del__(self):
        super().__del__()
        saved.append(self)


saved = []
risen = Risen("risen", other=Noisy("other"))
del risen
assert taken() == ["risen"] and saved[0].other.name == "other"
saved.clear()
assert taken() == ["other"]

# In a cycle, once with rescue.
a, b = Noisy("a"), Risen("b")
a.b, b.a = b, a
del a, b
gc.collect()
assert sorted(taken()) == ["a", "b"] and saved[0].a.b is saved[0]
saved.clear()
gc.collect()
assert taken() == []

# Weak references: to what dies, to what dies in a cycle, to what is rescued, with callbacks.
target = Noisy("target")
called = []
weak, other = ref(target, called.append), ref(target)
assert weak() is target and hash(weak) == hash(target) and weak == other
del target
assert weak() is None and called == [weak] and taken() == ["target"]
cycle = Noisy("cycle")
cycle.self = cycle
weak, inner = ref(cycle, called.append), ref(cycle)
cycle.weak = inner
del cycle, inner
gc.collect()
assert weak() is None and called[1] is weak
del called, weak, other

# Classes are in cycles by themselves.
Noisy("of a class that dies")
Risen = Noisy = None
saved = log = None
gc.collect()

# Nested deeper than what is freed at once.
chain = None
for i in range(90):
    chain = [chain]
chain = (chain, {"k": chain})
del chain
