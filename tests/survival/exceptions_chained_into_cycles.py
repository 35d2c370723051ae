import sys


def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__, error)


a, b, c = ValueError("a"), KeyError("b"), TypeError("c")
a.__context__, b.__context__, c.__context__ = b, c, a
a.__cause__ = a
for error in (a, b, c):
    try:
        try:
            raise error
        except Exception:
            raise b
    except Exception as caught:
        print(type(caught).__name__, caught.__context__ is not None)
for _ in range(1000):
    try:
        raise a
    except ValueError:
        try:
            raise c
        except TypeError:
            pass
print(repr(a.__context__), repr(a.__cause__))
e = ExceptionGroup("g", [ValueError(1)])
e.__context__ = e
e.__cause__ = e.exceptions[0]
e.exceptions[0].__context__ = e
attempt(lambda: [x.__context__ is e for x in e.split(ValueError) if x])
attempt(lambda: e.subgroup(lambda x: (_ for _ in ()).throw(OSError("in the condition"))))
attempt(lambda: e.split(5))
attempt(lambda: e.derive(5))
attempt(lambda: ExceptionGroup("g", [e, 5]))
attempt(lambda: ExceptionGroup("g", []))
attempt(lambda: ExceptionGroup(5, [e]))
for name, value in (("__context__", 5), ("__cause__", "x"), ("__traceback__", 5), ("args", 5), ("args", 1 << 70), ("__suppress_context__", 5), ("__notes__", 5), ("__class__", int)):
    attempt(lambda: setattr(ValueError(), name, value))
for name in ("__context__", "__cause__", "__traceback__", "args"):
    attempt(lambda: delattr(ValueError(), name))


class Raises(Exception):
    def __init__(self, *args): raise OSError("init")
class NotException(Exception):
    def __new__(cls, *args): return 5
class BadStr(Exception):
    def __str__(self): raise OSError("str")
    def __repr__(self): return 5


def throw(what):
    raise what


attempt(lambda: throw(Raises))
attempt(lambda: throw(NotException))
attempt(lambda: throw(5))
attempt(lambda: throw(int))
attempt(lambda: throw(None))
attempt(lambda: str(BadStr()))
attempt(lambda: repr(BadStr()))
attempt(lambda: repr(ValueError(BadStr())))


def tracebacks():
    try:
        1 // 0
    except ZeroDivisionError as error:
        return error.__traceback__


t = tracebacks()
attempt(lambda: setattr(t, "tb_next", t))
attempt(lambda: setattr(t, "tb_next", 5))
attempt(lambda: setattr(t, "tb_lineno", 5))
attempt(lambda: type(t)(t, t.tb_frame, -5, -5).tb_lineno)
attempt(lambda: type(t)(None, t.tb_frame, 1 << 40, 1))
attempt(lambda: type(t)(None, 5, 1, 1))
x = ValueError("x")
x.__context__ = a
raise x from b
