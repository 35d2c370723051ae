def worker():
    while True:
        try:
            value = yield "ready"
            print("received", value)
        except ValueError as error:
            print("handled", error, error.__context__)
        except KeyError:
            yield "from the handler"
        finally:
            print("finally")


g = worker()
print(next(g))
print(g.throw(ValueError("one")))
print(g.throw(ValueError))
print(g.throw(KeyError))
print(next(g))
try:
    g.throw(TypeError("not handled"))
except TypeError as error:
    print("out", error)
try:
    g.throw(OSError("after the end"))
except OSError as error:
    print("out", error)
fresh = worker()
try:
    fresh.throw(RuntimeError("before the start"))
except RuntimeError as error:
    print(error, next(fresh, "finished"))
for value in (5, "text", int, None):
    try:
        worker().throw(value)
    except TypeError as error:
        print(error)


def chained():
    try:
        yield
    except ValueError as error:
        raise KeyError("new") from error


c = chained()
next(c)
try:
    c.throw(ValueError("cause"))
except KeyError as error:
    print(repr(error), repr(error.__cause__))
