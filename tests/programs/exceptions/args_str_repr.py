for error in (
    Exception(), Exception("one"), Exception(1, "two"), Exception(None), Exception(""), Exception(["list"]),
    KeyError("key"), KeyError("a", "b"), KeyError(),
    KeyError(1), StopIteration(5), StopIteration(), StopIteration(1, 2), SystemExit(), SystemExit(3), SystemExit("bye", 1),
    OSError(), OSError("one"),
    OSError(999, "No such thing"), OSError(999, "No such thing", "file"), OSError(999, "m", "a", None, "b"),
    OSError(1, 2, 3, 4, 5, 6),
    UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad byte"), UnicodeEncodeError("ascii", "aé", 1, 2, "no"),
    UnicodeEncodeError("ascii", "aéé", 1, 3, "no"),
    UnicodeTranslateError("aé", 1, 2, "why"), UnicodeDecodeError("x", b"abcd", 1, 3, "more"),
    ImportError("msg", name="n", path="p"), ImportError(), ModuleNotFoundError("m"),
    AttributeError("a", name="n", obj=5), NameError("n", name="x"), SyntaxError("msg"),
    SyntaxError("msg", ("f", 1, 2, "text")), SyntaxError(), StopAsyncIteration(7),
    ValueError("a\nb"), BaseException("base"), FileNotFoundError(2, "x"), AssertionError("é\0"),
):
    print(type(error).__name__, "|", str(error), "|", repr(error), "|", error.args)
e = SystemExit("code", "x")
print(e.code, SystemExit().code, SystemExit(5).code, StopIteration(5).value, StopIteration().value)
o = OSError(999, "strerror", "name", 0, "name2")
print(o.errno, o.strerror, o.filename, o.filename2, OSError(1).errno)
