# What `__reduce__` tells of attributes and slots; the words for wrong `__getnewargs_ex__`; properties' own words.
import weakref
import typing


class Bytes(bytearray):
    __slots__ = ("x", "__dict__")


class Elements(set):
    __slots__ = ("x",)


array, elements = Bytes(b"a"), Elements([1])
array.x, array.y, elements.x = 1, 2, 3
print(array.__reduce__()[1:], array.__reduce_ex__(4)[1:], elements.__reduce__()[1:])

for value in ([(), {}], ([], {}), ((), []), ((),), ((), {}, 1), ((1,), {}), ((), {"a": 1})):
    class Given:
        def __getnewargs_ex__(self):
            return value

    try:
        print(value, Given().__reduce_ex__(4)[1:])
    except (TypeError, ValueError) as error:
        print(value, type(error).__name__, error)


def documented(self):
    "the getter's"


class Below(property):
    pass


class Slotted(property):
    __slots__ = ("x",)


for made in (property(doc="own"), Below(doc="own"), property(documented, doc="own"), Below(documented), property(documented)):
    print(made.__doc__, made.getter(lambda self: 1).__doc__, made.getter(documented).__doc__, made.setter(len).__doc__)
print(Slotted(lambda self: 1, doc="dropped").__doc__, Slotted().__doc__)
try:
    Slotted(documented)
except AttributeError as error:
    print(error)

parameters = typing.ParamSpec("P")
args, kwargs = parameters.args, parameters.kwargs
print(weakref.ref(args)() is args, weakref.ref(kwargs)() is kwargs)


class Picky:
    def __getattr__(self, name):
        print("asked for", name)
        raise AttributeError(name)


made = Picky()
made.__getnewargs__ = lambda: (1, 2)
print([type(part).__name__ for part in made.__reduce_ex__(2)])
