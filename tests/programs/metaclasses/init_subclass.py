class Plugin:
    registry = {}

    def __init_subclass__(cls, /, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        print("subclass", cls.__name__, key)
        cls.registry[key or cls.__name__.lower()] = cls


class Json(Plugin, key="json"): pass
class Yaml(Plugin): pass
class Fast(Json, key="fast"): pass


print({k: v.__name__ for k, v in Plugin.registry.items()})
print(type(Plugin.__dict__["__init_subclass__"]).__name__)
for source in ("class Bad(Plugin, colour=1): pass", "class Bad(key=1): pass", "class Bad(Plugin, key=1, other=2): pass"):
    try:
        exec(source)
    except TypeError as error:
        print(error)


class Refuse:
    def __init_subclass__(cls): raise TypeError("final class")


try:
    class Child(Refuse): pass
except TypeError as error:
    print(error)


class Describe:
    def __set_name__(self, owner, name): print("set_name", name)
class Order(type):
    def __new__(mcs, name, bases, ns):
        print("before")
        cls = super().__new__(mcs, name, bases, ns)
        print("after", cls.seen)
        return cls
class Top(metaclass=Order):
    seen = False
    def __init_subclass__(cls): cls.seen = cls.d.__class__.__name__; print("init_subclass")
class Bottom(Top):
    d = Describe()
print(Top.seen, Bottom.seen)
try:
    object.__init_subclass__(1)
except TypeError as error:
    print(error)
