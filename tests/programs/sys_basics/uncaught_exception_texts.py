import sys


class E(Exception): pass


class Deep:
    class Nested(Exception): pass


class BadStr(Exception):
    def __str__(self): raise ValueError


class NonString(Exception):
    def __str__(self): return 5


class Module(Exception):
    __module__ = "some.module"


for error in (E(), E("text"), E("two\nlines"), E(""), E(None), E(1, 2), Deep.Nested("n"), BadStr("x"), NonString(),
    Module("m"), KeyError("k"), KeyError(), KeyError("a\nb"), StopIteration(5), OSError(999, "strange"),
    SyntaxError("no details"), AssertionError(), ImportError("i", name="x"),
    UnicodeDecodeError("ascii", b"\xff", 0, 1, "bad"), ExceptionGroup("g", [E("one")]), SystemExit(3), KeyboardInterrupt(),
    Exception("é日"), E("trailing\n"), RecursionError("r")):
    sys.excepthook(type(error), error, None)
