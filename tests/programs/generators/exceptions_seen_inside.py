import sys


def watching():
    print("inside", sys.exception())
    try:
        yield 1
    finally:
        print("finally sees", repr(sys.exception()))
    print("later", sys.exception())
    yield 2


g = watching()
try:
    raise ValueError("outer")
except ValueError:
    next(g)
    print("outside", repr(sys.exception()))
print(sys.exception())
print(next(g))


def handling():
    try:
        raise KeyError("mine")
    except KeyError:
        print("handler", repr(sys.exception()))
        yield 1
        print("still", repr(sys.exception()))
        try:
            raise
        except KeyError as again:
            yield repr(again)


h = handling()
next(h)
print("between", sys.exception())
try:
    raise TypeError("caller's")
except TypeError:
    print(next(h), repr(sys.exception()))
    try:
        g.throw(OSError("thrown"))
    except OSError as error:
        print(repr(error.__context__))


def bare():
    try:
        raise
    except RuntimeError as error:
        yield str(error)


print(next(bare()))
try:
    1 / 0
except ZeroDivisionError:
    try:
        print(list(bare()))
    except ZeroDivisionError as error:
        print("re-raised from the generator", error)
