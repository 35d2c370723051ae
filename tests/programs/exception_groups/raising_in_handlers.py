def show(error, depth=0):
    print("  " * depth + repr(error), "cause", repr(error.__cause__), "context", repr(error.__context__))
    for sub in getattr(error, "exceptions", ()):
        show(sub, depth + 1)


try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError:
        raise KeyError("new")
    except* TypeError as e:
        raise
except BaseException as error:
    show(error)
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise LookupError("from") from e
    except* TypeError:
        raise IndexError("second")
except BaseException as error:
    show(error)
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise e
except BaseException as error:
    show(error)
try:
    try:
        raise KeyError("naked")
    except* KeyError:
        raise OSError("replaced")
except BaseException as error:
    show(error)
