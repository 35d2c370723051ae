# Each function meets the same kind of thing often, then others: what was remembered must not outlive what it was true of.


class A:
    kind = "A"

    def __init__(self, x): self.x = x
    def name(self): return "A.name"
    @property
    def twice(self): return self.x * 2


class B(A):
    def name(self): return "B of " + super().name()


class C:
    def __init__(self, x): self.y, self.x = -x, x
    def name(self): return "C.name"
    twice = "no property"
    kind = "C"


class Slots:
    __slots__ = ("x", "twice")
    kind = "slots"

    def __init__(self, x): self.x, self.twice = x, x * 2
    def name(self): return "slots"


def read(o): return o.x, o.kind, o.twice, o.name()


objects = [A(1), B(2), C(3), Slots(4)]
for _ in range(30):
    seen = [read(o) for o in objects]
print(seen)
A.kind = "changed"
A.name = lambda self: "new name"
objects[0].kind = "own"
del objects[2].y
objects[1].__dict__["name"] = lambda: "of the instance"
print([read(o) for o in objects])
A.twice = 7
B.twice = property(lambda self: self.x * 100)
print([read(o) for o in objects])
objects[1].__class__ = A
print([read(o) for o in objects])
A.__getattr__ = lambda self, name: "dynamic " + name
del A.twice
print(read(objects[0]), objects[0].nothing)


def shared(self): return (type(self).__name__, super(self.__class__, self).__repr__()[:3])


def factory(base):
    class Made(base):
        def who(self): return "made on " + super().who()
    return Made


class Root:
    def who(self): return "root"


class Side(Root):
    def who(self): return "side"


One, Two = factory(Root), factory(Side)
Both = type("Both", (Two, One), {})
for _ in range(30):
    chain = [One().who(), Two().who(), Both().who()]
print(chain, shared(A(1)))
Root.who = lambda self: "other root"
print(One().who(), Two().who(), Both().who())


def grow(n):
    text = "x"
    kept = []
    for i in range(n):
        text += str(i)
        if i % 7 == 0:
            kept.append(text)
    other = text
    text += "!"
    return len(text), len(other), kept[:3], other.endswith("!"), hash(text) == hash(other + "!")


print(grow(20), grow(400)[:2])


def add(a, b): return a + b


for _ in range(30):
    add(1, 2)
print(add("a", "b"), add(1.5, 2), add([1], [2]), add(2**61, 2**61), add((1,), (2,)), add(True, True))


def item(container, key): return container[key]


for _ in range(30):
    item([1, 2, 3], 1)
for container, key in [([1, 2], -1), ((4, 5), -2), ("abc", 2), ("äöü", 1), (b"abc", 0), ({1: "one"}, 1), (range(5), 3)]:
    print(item(container, key), end=" ")
for container, key in [([1], 5), ((), 0), ("", 0), ({}, 2), ([1], "a"), (5, 0)]:
    try:
        item(container, key)
    except Exception as error:
        print(type(error).__name__, error, end="; ")
print()


def keywords(a, b=2, /, c=3, *rest, d, e=5, **more): return a, b, c, rest, d, e, more


def plain(a, b, c=3): return a, b, c


for _ in range(10):
    result = [keywords(1, d=4), keywords(1, 2, 3, 4, 5, d=6, f=7), plain(c=1, a=2, b=3), plain(1, b=2)]
print(result)
for call in [
    lambda: plain(1), lambda: plain(1, 2, 3, 4), lambda: plain(1, a=2), lambda: plain(1, 2, d=3), lambda: keywords(1),
    lambda: keywords(a=1, d=2), lambda: plain(b=1),
]:
    try:
        call()
    except TypeError as error:
        print(error)

pairs = list(zip("ab", [1, 2])) + list(enumerate("cd")) + list({"k": "v"}.items())
held = [pair for pair in zip(range(3), range(3))]
for pair in zip([1, 2, 3], [4, 5, 6]):
    hash(pair)
    held.append(pair)
print(pairs, held)

counter = 0
for i in range(50):
    counter = counter + i
    if i == 40:
        len = lambda thing: "hidden"
    last = len([1])
del len
print(counter, last, len([1]))
