def run(errors):
    try:
        raise ExceptionGroup("g", errors)
    except* ValueError as group:
        print("value", repr(group))
    except* (TypeError, KeyError) as group:
        print("type or key", repr(group))
    else:
        print("else")
    finally:
        print("finally")


run([ValueError(1)])
run([ValueError(1), TypeError(2)])
run([ValueError(1), ExceptionGroup("n", [KeyError(3), ValueError(4)])])
try:
    run([OSError(5), ValueError(6)])
except ExceptionGroup as group:
    print("left", repr(group))
try:
    try:
        raise ValueError("naked")
    except* ValueError as group:
        print(type(group).__name__, repr(group))
        raise
except ExceptionGroup as group:
    print("wrapped", repr(group))
try:
    pass
except* ValueError:
    print("no")
else:
    print("else ran")
try:
    raise ValueError("not matched")
except ValueError as outer:
    print(repr(outer))
try:
    try:
        raise OSError("plain")
    except* ValueError:
        pass
except OSError as error:
    print("same object kind", repr(error))
for _ in range(1):
    try:
        raise ExceptionGroup("in loop", [ValueError()])
    except* ValueError:
        pass
try:
    group
except NameError as error:
    print(error)
