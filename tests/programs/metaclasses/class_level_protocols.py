class Meta(type):
    def __iter__(cls): return iter(cls.items)
    def __len__(cls): return len(cls.items)
    def __getitem__(cls, key): return cls.items[key]
    def __contains__(cls, item): return item in cls.items
    def __repr__(cls): return f"<the {cls.__name__}>"
    def __add__(cls, other): return [*cls.items, *other.items]
    def __or__(cls, other): return "or'd"
    def __bool__(cls): return bool(cls.items)
    def __lt__(cls, other): return len(cls) < len(other)
    def __getattr__(cls, name): return f"class has no {name}"
    def __instancecheck__(cls, instance): return instance in cls.items
    def __subclasscheck__(cls, other): return other is int
    def __setattr__(cls, name, value): print("setting", name); super().__setattr__(name, value)
    def __dir__(cls): return ["custom"]
    @property
    def size(cls): return len(cls.items) * 100


class Abc(metaclass=Meta):
    items = ["a", "b", "c"]


class Empty(metaclass=Meta):
    items = []


print(list(Abc), len(Abc), Abc[1], "b" in Abc, "z" in Abc, Abc, Abc + Empty, Abc | int, bool(Empty), Empty < Abc)
print(Abc.nothing, Abc.size, isinstance("a", Abc), isinstance(1, Abc), issubclass(int, Abc), issubclass(str, Abc), dir(Abc))
Abc.colour = 1
print(Abc.colour, sorted([Abc, Empty]), [*Abc], {Abc: 1}[Abc])
try:
    Abc().nothing
except AttributeError as error:
    print(error)
try:
    len(Abc())
except TypeError as error:
    print(error)
print(hasattr(Abc(), "size"), isinstance(Abc(), Abc))
