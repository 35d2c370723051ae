def attempt(name, action):
    try:
        action()
        print(name, "allowed")
    except Exception as error:
        print(name, type(error).__name__)


class A: pass
class B(A): pass
class Slots:
    __slots__ = ("x",)


attempt("own base", lambda: setattr(A, "__bases__", (B,)))
attempt("self", lambda: setattr(A, "__bases__", (A,)))
attempt("empty", lambda: setattr(B, "__bases__", ()))
attempt("int", lambda: setattr(B, "__bases__", (int,)))
attempt("class to slots", lambda: setattr(A(), "__class__", Slots))
attempt("class to type", lambda: setattr(A(), "__class__", type))
attempt("type's class", lambda: setattr(A, "__class__", int))
attempt("builtin", lambda: setattr(int, "__add__", None))
attempt("builtin del", lambda: delattr(str, "upper"))
attempt("builtin class", lambda: setattr(5, "__class__", bool))
attempt("many bases", lambda: type("M", tuple(type(f"B{i}", (), {}) for i in range(800)), {}))
attempt("same base", lambda: type("M", (A,) * 1000, {}))
attempt("deep", lambda: deep(800))
attempt("name", lambda: type("a" * 1_000_000, (), {}))
attempt("doc", lambda: setattr(A, "__doc__", A))
attempt("mro", lambda: setattr(A, "__mro__", (int,)))
attempt("dict", lambda: setattr(A, "__dict__", {}))
attempt("new", lambda: object.__new__(type))
attempt("type new", lambda: type.__new__(type))
attempt("type of type", lambda: type.__call__(type, type, type))
attempt("bool sub", lambda: type("X", (bool,), {}))
attempt("none sub", lambda: type("X", (type(None),), {}))
attempt("function sub", lambda: type("X", (type(attempt),), {}))
attempt("huge slots", lambda: type("X", (), {"__slots__": [f"s{i}" for i in range(20_000)]})())
attempt("init of type", lambda: type.__init__(A, 1))
attempt("init of class", lambda: A.__init__(5))
attempt("getattribute", lambda: type.__getattribute__(5, "x"))
attempt("subclasses", lambda: type.__subclasses__(5))
attempt("mro of type", lambda: type.mro(5))


def deep(n):
    cls = object
    for i in range(n):
        cls = type(f"D{i}", (cls,), {"f": lambda self: super(cls, self).f()})
    return cls().missing


class Meta(type):
    def __getattribute__(cls, name): raise AttributeError(name)


class Hidden(metaclass=Meta): pass


attempt("hidden", lambda: Hidden.__name__)
print(isinstance(Hidden(), Hidden), repr(type(Hidden())).startswith("<class"))


class Evil(type):
    def mro(cls): return [cls, int, object]


attempt("evil mro", lambda: Evil("E", (), {}))


class Recursive(type):
    def mro(cls):
        cls.__bases__ = (object,) if cls.__dict__.get("done") else cls.__bases__
        return type.mro(cls)


try:
    Recursive("R", (A,), {})
except (RecursionError, TypeError):
    pass
print("survived")
