eg = ExceptionGroup("group", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [KeyError("k"), ValueError(2)])])
print(eg, repr(eg), eg.message, len(eg.exceptions), eg.args)
print(repr(eg.subgroup(ValueError)))
print(repr(eg.subgroup(lambda e: isinstance(e, KeyError))))
print(eg.subgroup(OSError), eg.split(OSError)[0])
match, rest = eg.split((ValueError, KeyError))
print(repr(match), repr(rest))
print(eg.subgroup(ExceptionGroup) is eg, eg.split(Exception)[0] is eg)
b = BaseExceptionGroup("b", [KeyboardInterrupt()])
print(type(b).__name__, type(BaseExceptionGroup("x", [ValueError()])).__name__, isinstance(b, Exception))
print(str(ExceptionGroup("one", [ValueError()])), str(ExceptionGroup("two", [ValueError()] * 2)))
print(repr(eg.derive([OSError("d")])))
for action in (lambda: eg.subgroup(5), lambda: eg.split("x"), lambda: eg.subgroup(int), lambda: eg.derive([]),
    lambda: eg.derive(5), lambda: setattr(eg, "message", "x"), lambda: setattr(eg, "exceptions", ()),
    lambda: eg.subgroup()):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class Mine(ExceptionGroup):
    def __new__(cls, message, errors, code):
        self = super().__new__(cls, message, errors)
        self.code = code
        return self

    def derive(self, errors): return Mine(self.message, errors, self.code)


m = Mine("mine", [ValueError(1), KeyError(2)], 42)
left, right = m.split(ValueError)
print(type(left).__name__, left.code, repr(right), m.exceptions)
