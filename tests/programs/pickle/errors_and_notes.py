# What cannot be written: the errors, and what they are told of where it was.
import copyreg
import io
import pickle
import re
import sys


def shown(text):
    return re.sub(r" at 0x[0-9a-f]+", " at 0x", text)


def attempt(what, function, *args, **kwargs):
    try:
        print(what, "->", function(*args, **kwargs))
    except BaseException as error:
        notes = [shown(note) for note in getattr(error, "__notes__", [])]
        print(what, "!!", type(error).__name__, shown(str(error)), notes, shown(repr(error.__context__)))


def local():
    def inner():
        pass

    class Local:
        pass

    return inner, Local


inner, Local = local()


def gone():
    pass


def replaced():
    pass


old = replaced


def replaced():
    pass


lost = gone
del gone


def make(*args):
    return args


class Reduced:
    def __init__(self, value):
        self.value = value

    def __reduce_ex__(self, protocol):
        return self.value() if isinstance(self.value, type(inner)) else self.value


class NotReducible:
    def __getattribute__(self, name):
        if name in ("__reduce_ex__", "__reduce__"):
            raise AttributeError(name)
        return object.__getattribute__(self, name)


class BadState:
    def __getstate__(self):
        return {"state": inner}


class BadArgs:
    def __getnewargs_ex__(self):
        return (inner,), {}


class BadNames:
    def __getnewargs_ex__(self):
        return (), {"a": inner}


VALUES = [
    inner, Local, Local(), lambda: 0, (x for x in ()), sys, lost, old,
    {"a": [1, (2, {3: {frozenset([4]): inner}})]}, {inner: 1}, {inner}, frozenset([inner]), [inner], (inner,), (1, 2, 3, 4, inner),
    NotReducible(), BadState(), BadArgs(), BadNames(), [BadState()], {"k": BadState()},
    *map(Reduced, [
        5, None, (), (1,), (1, 2), (make, 2), (make, [1]), (1, 2, 3, 4, 5, 6, 7), "nope", "sys.nope", "", "make",
        (make, (), None, 1), (make, (), None, None, 1), (make, (), None, None, None, 1),
        (copyreg.__newobj__, ()), (copyreg.__newobj__, (1,)), (copyreg.__newobj__, (int,)), (copyreg.__newobj__, (Local,)),
        (copyreg.__newobj_ex__, (1,)), (copyreg.__newobj_ex__, (1, 2, 3)), (copyreg.__newobj_ex__, (int, 2, 3)),
        (copyreg.__newobj_ex__, (int, (), 3)),
        (make, (inner,)), (inner, ()), (make, (), inner), (make, (), {"a": inner}), (make, (), inner, None, None, make),
        (make, (), 1, None, None, inner), (copyreg.__newobj__, (Reduced, inner)),
        lambda: (make, (), None, iter([1, inner])), lambda: (make, (), None, iter([inner])),
        lambda: (make, (), None, None, iter([(1, inner)])), lambda: (make, (), None, None, iter([(1, 2), (3, inner)])),
        lambda: (make, (), None, None, iter([1])), lambda: (make, (), None, None, iter([(1, 2), (3,)])),
        lambda: (make, (), None, iter([1, 2, 3]), iter([(4, 5), (6, 7)])), lambda: 1 / 0,
    ]),
]

for number, value in enumerate(VALUES):
    for protocol in (0, 1, 2, 4):
        attempt(f"{number} {protocol}", pickle.dumps, value, protocol)

for module in ("nope", "", None):
    inner.__module__, inner.__qualname__ = module, "inner"
    attempt(f"module {module!r}", pickle.dumps, inner)
inner.__qualname__ = "caf\xe9"
make.__qualname__ = make.__name__ = "caf\xe9"
globals()["caf\xe9"] = make
for protocol in range(6):
    attempt(f"identifier {protocol}", pickle.dumps, make, protocol)

for name, args in [("dumps", (1, 6)), ("dumps", (1, 4.0)), ("dumps", (1, -1)), ("dump", (1, 2)), ("load", (1,)), ("Pickler", (1,)),
                   ("Unpickler", (1,)), ("Pickler", ()), ("Unpickler", (1, 2)), ("dumps", ()), ("loads", ()), ("dumps", (1, 2, 3))]:
    attempt(f"{name}{args}", getattr(pickle, name), *args)
attempt("callback", pickle.dumps, 1, protocol=4, buffer_callback=print)
attempt("encoding", pickle.loads, b"N.", encoding=1)
attempt("errors", pickle.loads, b"N.", errors=None)
attempt("buffers", pickle.loads, b"N.", buffers=3)
attempt("zero", pickle.loads, b"N.", encoding="a\0b")


class NoInit(pickle.Pickler):
    def __init__(self):
        pass


class NoInitToo(pickle.Unpickler):
    def __init__(self):
        pass


attempt("no init", NoInit().dump, 1)
attempt("no init", NoInitToo().load)

in_itself = []
in_itself.append(in_itself)
pickler = pickle.Pickler(io.BytesIO())
pickler.fast = True
attempt("fast", pickler.dump, in_itself)

changing = {1: 2}


class Changer:
    def __reduce__(self):
        changing[len(changing) + 10] = 1
        return make, ()


changing[2] = Changer()
attempt("dict", pickle.dumps, changing)
changing = {1}
Changer.__reduce__ = lambda self: changing.add(7) or (make, ())
changing.add(Changer())
attempt("set", pickle.dumps, changing)
for error in (pickle.PickleError, pickle.PicklingError, pickle.UnpicklingError):
    print(error, error.__bases__, error.__module__)
