class Custom(Exception):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code


for thing in (ValueError, ValueError("a"), ValueError("a", 1), Custom(5), Custom, KeyError("k"), 5, "text", None, int,
    object(), [ValueError]):
    try:
        raise thing
    except Exception as error:
        if not isinstance(thing, object().__class__) or type(error) is not TypeError:
            print(type(error).__name__, error, error.args)
        else:
            print(error)
for cause in (KeyError("c"), KeyError, None, 5, "x"):
    try:
        raise ValueError("v") from cause
    except Exception as error:
        print(repr(error), repr(error.__cause__), error.__suppress_context__)
try:
    raise
except RuntimeError as error:
    print(error)


def reraise():
    raise


try:
    try:
        1 / 0
    except ZeroDivisionError:
        reraise()
except ZeroDivisionError as error:
    print("again", error)


class NotException: pass
class Making(Exception):
    def __new__(cls): return NotException()


for thing in (NotException, NotException(), Making):
    try:
        raise thing
    except TypeError as error:
        print(str(error).split(" object at")[0])
