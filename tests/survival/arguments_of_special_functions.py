import sys

for action in (
    lambda: sys.setrecursionlimit(), lambda: sys.getrefcount(), lambda: sys.intern(5), lambda: sys._getframe(-1) and 0, lambda: sys.exit(1, 2), lambda: sys.getsizeof(), lambda: sys.set_int_max_str_digits(5), lambda: sys.set_int_max_str_digits("x"),
    lambda: type(sys)(), lambda: type(lambda: 0)(), lambda: type((lambda: 0).__code__)(), lambda: type(sys._getframe())(), lambda: type(x for x in [])(), lambda: type(None)(1), lambda: type(...)(1), lambda: type(NotImplemented)(1),
    lambda: type({}.keys())(), lambda: type(iter([]))(), lambda: type(len)(), lambda: type([].append)(), lambda: type(int.real)(), lambda: type(str.join)(), lambda: memoryview(), lambda: memoryview(5), lambda: slice(), lambda: range(),
    lambda: compile(), lambda: compile("1", "f", "what"), lambda: compile(5, "f", "eval"), lambda: compile("1", "f", "eval", 1 << 30), lambda: eval(5), lambda: eval("1", 5), lambda: eval("1", {}, 5), lambda: exec("1", None, 5), lambda: exec(5), lambda: eval("\0"), lambda: eval(b"\xff"),
    lambda: (lambda: 0).__code__.replace(co_code=b""), lambda: (lambda: 0).__code__.replace(nope=1), lambda: (lambda: 0).__code__.replace(co_consts=5), lambda: __import__(5), lambda: __import__(""), lambda: __import__("no.such"), lambda: __build_class__(), lambda: __build_class__(5, "a"), lambda: __build_class__(lambda: 0, 5),
    lambda: super.__new__(super).x, lambda: object.__reduce_ex__(5, 1 << 40), lambda: object.__format__(5, 5), lambda: object.__getattribute__(5, 5), lambda: type.__setattr__(5, "a", 1), lambda: dict.fromkeys(5), lambda: property.__get__(5, 5), lambda: int.from_bytes(5, "big"), lambda: int.from_bytes(b"", "middle"), lambda: float.fromhex("x"),
    lambda: breakpoint.__self__ and setattr(sys, "breakpointhook", None) or breakpoint(), lambda: globals().__class__.__init__(5), lambda: zip(5), lambda: zip([1], strict=5, nope=1), lambda: enumerate(), lambda: reversed({1}), lambda: iter(1, 2), lambda: map(), lambda: map(1), lambda: list(map(1, [1])), lambda: filter(1), lambda: open(), lambda: open([]), lambda: open("x", "zz"), lambda: input(1, 2),
):
    try:
        action()
        print("no error")
    except BaseException as error:
        print(type(error).__name__)
