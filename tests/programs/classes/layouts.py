# Which classes have weak references, whose instances may change class, which bases are none.
import types
import weakref


def attempt(what, action):
    try:
        print(what, "->", action())
    except BaseException as error:
        print(what, "->", type(error).__name__, error)


for base in (int, tuple, bytes, str, float, list, dict, frozenset, complex, bytearray, type, Exception):
    derived = type("Derived", (base,), {})
    attempt(base.__name__, lambda: ("__weakref__" in derived.__dict__, "__dict__" in derived.__dict__))
    if base is not type:
        attempt(base.__name__, lambda: type(weakref.ref(derived())).__name__)


class A: __slots__ = ["a", "b"]
class B: __slots__ = ["b", "a"]
class C(A): __slots__ = ["e"]
class D(B): __slots__ = ["e"]
class E(B): __slots__ = ["__weakref__"]
class F(B): __slots__ = ["__dict__"]
class G(B): pass
class H(B): __slots__ = ["__dict__", "__weakref__"]


def change(old, new):
    thing = old()
    thing.__class__ = new
    return type(thing).__name__


for old in (A, B, C, D, E, F, G, H):
    for new in (A, B, C, D, E, F, G, H, list):
        attempt(f"{old.__name__} to {new.__name__}", lambda: change(old, new))


class Base: pass
class Meta(type, Base): pass
class Made(metaclass=Meta): pass
class Module(types.ModuleType, Base): pass


def set_bases(*bases):
    class X: pass
    X.__bases__ = bases
    return X.__mro__


attempt("dict of a class", lambda: Base.__dict__["__dict__"].__set__(Made, {}))
attempt("dict of a module", lambda: Base.__dict__["__dict__"].__set__(Module("a"), {}))
attempt("bases", lambda: set_bases(type(None)))
attempt("bases", lambda: set_bases(Base, bool))
attempt("order", lambda: exec("class My[X](object): ..."))
