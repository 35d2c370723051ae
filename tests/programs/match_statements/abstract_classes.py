# Which classes patterns take for sequences and mappings: those that inherit from an abstract class, or are registered with it.
import collections
import collections.abc
import abc


def kind(value):
    match value:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
    return None


class Base:
    pass


class FromUserDict(Base, collections.UserDict):
    pass


class FromUserList(Base, collections.UserList):
    pass


class Registered:
    def __len__(self):
        return 0


class BelowRegistered(Registered):
    pass


collections.abc.Sequence.register(Registered)


class Mapped:
    pass


collections.abc.Mapping.register(Mapped)


class MappedFirst(Mapped, Registered):
    pass


class SequenceFirst(Registered, Mapped):
    pass


for value in (FromUserDict(), FromUserList(), Registered(), BelowRegistered(), Mapped(), MappedFirst(), SequenceFirst(),
              collections.deque(), collections.ChainMap(), collections.Counter(), range(1), memoryview(b""), "", b"", bytearray(),
              set(), Base(), collections.OrderedDict(), collections.defaultdict(), type("T", (tuple,), {})(), {}.keys()):
    print(type(value).__name__, kind(value))

for flags in (0, 1 << 5, 1 << 6, 1 << 5 | 1 << 6):
    try:
        made = abc.ABCMeta("Made", (), {"__abc_tpflags__": flags, "__len__": lambda self: 0})
        print(flags, kind(made()), "__abc_tpflags__" in vars(made))
    except TypeError as error:
        print(flags, error)


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

    @property
    @abc.abstractmethod
    def name(self): ...

    @classmethod
    def __subclasshook__(cls, other):
        return True if hasattr(other, "is_shape") else NotImplemented


class Half(Shape):
    name = "half"


class Square(Half):
    def area(self):
        return 1


class Like:
    is_shape = True


print(sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__), Square.__abstractmethods__)
for made in (Shape, Half, Square):
    try:
        print(type(made()).__name__)
    except TypeError as error:
        print(error)
print(issubclass(Like, Shape), isinstance(Like(), Shape), issubclass(int, Shape), isinstance(3, Shape))
before = abc.get_cache_token()
print(Shape.register(int) is int, issubclass(bool, Shape), isinstance(3, Shape), abc.get_cache_token() - before)
print(Half.register(str) is str, issubclass(str, Shape), issubclass(str, Square))
for attempt in (lambda: Shape.register(3), lambda: issubclass(3, Shape), lambda: Square.register(Shape)):
    try:
        print(attempt())
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)


class Wrong(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return 1


try:
    issubclass(int, Wrong)
except AssertionError as error:
    print(error)


class Pretends:
    @property
    def __class__(self):
        return Square


print(isinstance(Pretends(), Shape), isinstance(Pretends(), Square))
registry, found, refused, version = abc._get_dump(Shape)
print(len(registry), all(type(known).__name__ == "ReferenceType" for known in registry), len(found) > 0)
Shape._abc_caches_clear()
Shape._abc_registry_clear()
print(issubclass(int, Shape))
