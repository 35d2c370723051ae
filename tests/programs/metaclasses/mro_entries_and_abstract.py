class Instance:
    def __init__(self, *bases): self.bases = bases

    def __mro_entries__(self, bases):
        print("entries", len(bases))
        return self.bases


class A: pass


class C(Instance(A, int)): pass
class D(Instance()): pass


print(C.__bases__, C.__orig_bases__[0].__class__.__name__, D.__bases__, "__orig_bases__" in D.__dict__)
try:
    class E(Instance(5)): pass
except TypeError as error:
    print(error)


class Bad:
    def __mro_entries__(self, bases): return [A]


try:
    class F(Bad()): pass
except TypeError as error:
    print(error)
try:
    type("G", (Instance(A),), {})
except TypeError as error:
    print(error)


class Custom(type):
    def mro(cls):
        print("mro of", cls.__name__)
        return super().mro() + ([A] if A not in super().mro() else [])


class H(metaclass=Custom): pass


print([c.__name__ for c in H.__mro__], issubclass(H, A), H.__bases__)


class Wrong(type):
    def mro(cls): return [5]


try:
    class I(metaclass=Wrong): pass
except TypeError as error:
    print(error)


class Part:
    __abstractmethods__ = frozenset()


Part.__abstractmethods__ = frozenset({"run"})
try:
    Part()
except TypeError as error:
    print(error)
Part.__abstractmethods__ = frozenset({"run", "stop", "go"})
try:
    Part()
except TypeError as error:
    print(error)
