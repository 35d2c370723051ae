a, b = [1], [1]
print(id(a) == id(a), id(a) == id(b), a is b, type(id(a)).__name__, id(None) == id(None))
print(hash(1) == hash(1.0) == hash(True), hash("a") == hash("a"), hash((1, "a")) == hash((1, "a")),
    hash(None) == hash(None), hash(len) == hash(len), hash(int) == hash(int), hash(5), hash(0), hash(-1),
    hash(2.5) == hash(2.5), hash(frozenset("ab")) == hash(frozenset("ba")), hash(range(5)) == hash(range(0, 5)))
for thing in ([], {}, set(), bytearray(), slice([], 1), ([],), {1: 2}.items()):
    try:
        hash(thing)
        print("hashable")
    except TypeError as error:
        print(error)
print(type(5), type("a"), type(None), type(type), type(print), type(lambda: 0), type([].append),
    type(type("X", (), {})()).__name__, type(NotImplemented), type(...))


class H:
    def __init__(self, h): self.h = h
    def __hash__(self): return self.h


for h in (5, -1, True, 0):
    print(hash(H(h)))
for h in ("a", 1.5, None):
    try:
        hash(H(h))
    except TypeError as error:
        print(error)


class EqOnly:
    def __eq__(self, o): return True
class Both(EqOnly):
    __hash__ = object.__hash__
class Inherits(H): pass


print(EqOnly.__hash__, Both.__hash__ is object.__hash__, Inherits(3).__hash__(), isinstance(hash(Both()), int))
try:
    hash(EqOnly())
except TypeError as error:
    print(error)
