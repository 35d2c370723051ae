# What is said of slots without value, keys without hash, methods that are None, and numbers that are none.
class Slotted: __slots__ = ("x",)
class Unhashable: __hash__ = None
class NoTruth: __bool__ = None
class Odd:
    def __int__(self): return "x"
    def __index__(self): return 3
class Abstract: pass
Abstract.__abstractmethods__ = 5


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


def named(name, **attributes):
    return type(name, (), {"__module__": "somewhere", **attributes})


attempt(lambda: Slotted().x)
attempt(lambda: delattr(Slotted(), "x"))
attempt(lambda: named("Far", __slots__=("x",))().x)
attempt(lambda: {Unhashable(): 1})
attempt(lambda: {named("Far", __hash__=None)()})
attempt(lambda: bool(NoTruth()))
attempt(lambda: "%d" % Odd())
attempt(lambda: "%x" % Odd())
attempt(Abstract)
code = (lambda x: x).__code__
attempt(lambda: code.replace(co_argcount=-1))
attempt(lambda: list(code.co_branches()))


def generate():
    yield
    raise StopIteration(5)


try:
    1 / 0
except ZeroDivisionError:
    generator = generate()
    next(generator)
    try:
        next(generator)
    except RuntimeError as error:
        print(error, repr(error.__cause__), repr(error.__context__), repr(error.__context__.__context__))
import inspect
print(inspect.signature(sorted))
