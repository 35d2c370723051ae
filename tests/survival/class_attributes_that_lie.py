def attempt(name, action):
    try:
        result = action()
        print(name, result if isinstance(result, (int, str, bool, type(None))) else type(result).__name__)
    except Exception as error:
        print(name, type(error).__name__)


class Lies:
    __class__ = 5
class LiesMore:
    @property
    def __class__(self): raise ValueError
class BadDict:
    @property
    def __dict__(self): return 5
class BadName:
    __name__ = 5
    __module__ = 7
    __qualname__ = "q"
class BadMatch:
    __match_args__ = 5
class BadSlots:
    pass
class BadAnnotations:
    __annotations__ = 5
class BadHash:
    __hash__ = 5
class BadEq:
    __eq__ = None
class BadIter:
    __iter__ = lambda self: self
    __next__ = 5
class BadInit:
    __init__ = 5
class BadNew:
    __new__ = 5
class BadStr:
    __str__ = 5
    __repr__ = None
class BadBool:
    __bool__ = None
class BadGetattr:
    __getattr__ = 5
class BadSet:
    __setattr__ = None
class BadDescriptor:
    class D:
        __get__ = 5
        __set__ = 6
    x = D()


attempt("isinstance", lambda: isinstance(Lies(), int))
attempt("isinstance raising", lambda: isinstance(LiesMore(), int))
attempt("vars", lambda: vars(BadDict()))
attempt("dir", lambda: len(dir(BadDict())) > 0)
attempt("repr class", lambda: repr(BadName))
attempt("repr", lambda: repr(BadName()).split(" at")[0])
attempt("hash", lambda: hash(BadHash()))
attempt("set", lambda: {BadHash()})
attempt("eq", lambda: BadEq() == 1)
attempt("in", lambda: BadEq() in [1])
attempt("iter", lambda: list(BadIter()))
attempt("init", lambda: BadInit())
attempt("new", lambda: BadNew())
attempt("str", lambda: str(BadStr()))
attempt("print", lambda: print(BadStr()))
attempt("bool", lambda: 1 if BadBool() else 2)
attempt("getattr", lambda: BadGetattr().x)
attempt("setattr", lambda: setattr(BadSet(), "x", 1))
attempt("descriptor", lambda: BadDescriptor().x)
attempt("descriptor set", lambda: setattr(BadDescriptor(), "x", 1))
attempt("raise", lambda: exec("raise Lies()", {"Lies": Lies}))
attempt("except", lambda: exec("try: 1/0\nexcept x: pass", {"x": Lies()}))
attempt("base", lambda: type("X", (Lies(),), {}))
attempt("super", lambda: super(Lies, LiesMore()))
attempt("issubclass", lambda: issubclass(Lies(), int))
attempt("match", lambda: exec("match x:\n case C(1): pass", {"x": BadMatch(), "C": BadMatch}))
