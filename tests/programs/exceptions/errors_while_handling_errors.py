class BadStr(Exception):
    def __str__(self): raise ValueError("str failed")
    def __repr__(self): raise ValueError("repr failed")


try:
    raise BadStr("x")
except BadStr as error:
    for convert in (str, repr, "{}".format, "%s".__mod__):
        try:
            convert(error)
        except ValueError as e:
            print(e)


class BadBool:
    def __bool__(self): raise KeyError("bool failed")


try:
    if BadBool():
        pass
except KeyError as error:
    print(error)
try:
    assert BadBool(), "message"
except KeyError as error:
    print(error)
try:
    while not BadBool():
        pass
except KeyError as error:
    print(error)


def cleanup():
    try:
        raise ValueError("body")
    except ValueError:
        try:
            raise KeyError("handler")
        finally:
            raise TypeError("cleanup")


try:
    cleanup()
except TypeError as error:
    print(repr(error), repr(error.__context__), repr(error.__context__.__context__))
raise BadStr("uncaught")
