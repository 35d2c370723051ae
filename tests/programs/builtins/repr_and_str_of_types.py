import sys

for thing in (int, type, object, None, ..., NotImplemented, True, type(None), type(...), type(NotImplemented), list[int],
    int | str, range(3), slice(1), len, print, [].append, "".join, str.join, int.real, int.__add__, (5).__add__,
    dict.fromkeys, object.__init__, sys, ValueError, ValueError("x"), {}.keys(), {}.items(), frozenset(), bytearray(b"x"),
    1j, (1,), {1: {2: [3]}}, classmethod(int), staticmethod(len), type(len), type(lambda: 0), type(x for x in []),
    type(sys), super, property, Exception.__mro__, type(int.real), type("".join), type(str.join), type({}.values())):
    text = repr(thing)
    print(text.split(" at 0x")[0].split(" of ")[0])


def function(): pass
class Klass:
    def method(self): pass
    class Inner: pass


print(repr(function).split(" at ")[0], repr(Klass), repr(Klass.Inner), repr(Klass()).split(" at ")[0],
    repr(Klass.method).split(" at ")[0], repr(Klass().method).split(" at ")[0], repr(lambda: 0).split(" at ")[0],
    repr(x for x in []).split(" at ")[0], repr(Klass.Inner()).split(" at ")[0])
print(str(int), f"{int}", f"{None}", [None, True], {None: int}, str(Klass), "%s" % len)
