def chain(error):
    out = []
    while error is not None:
        out.append(repr(error))
        if error.__cause__ is not None:
            out.append("<-cause-")
            error = error.__cause__
        elif error.__context__ is not None and not error.__suppress_context__:
            out.append("<-context-")
            error = error.__context__
        else:
            error = None
    return " ".join(out)


def collect(action):
    try:
        action()
    except BaseException as error:
        return chain(error)


def implicit():
    try:
        1 / 0
    except ZeroDivisionError:
        {}["missing"]


def explicit():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise KeyError("k") from error


def suppressed():
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("k") from None


def in_finally():
    try:
        1 / 0
    finally:
        raise KeyError("k")


def three():
    try:
        implicit()
    except KeyError:
        raise OSError("top")


def same_again():
    try:
        1 / 0
    except ZeroDivisionError as error:
        try:
            raise KeyError
        except KeyError:
            raise error


for action in (implicit, explicit, suppressed, in_finally, three, same_again):
    print(action.__name__, collect(action))
e = ValueError("v")
for name, value in (("__cause__", 5), ("__context__", 5), ("__traceback__", 5), ("__suppress_context__", 5), ("args", 5)):
    try:
        setattr(e, name, value)
        print(name, getattr(e, name))
    except TypeError as error:
        print(error)
e.__cause__ = KeyError()
print(e.__suppress_context__, repr(e.__cause__))
e.args = [1, 2]
print(e.args, str(e))
try:
    del e.__cause__
except TypeError as error:
    print(error)
