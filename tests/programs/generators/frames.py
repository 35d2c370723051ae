# Frames of generators: what stays of them, and who is on the stack when something is thrown into one that waits for another.
import sys


def names(frame):
    found = []
    while frame and frame.f_code.co_name != "<module>":
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found


def shows_frame():
    a = 42
    yield sys._getframe()


def shows_locals():
    a = 42
    yield sys._getframe().f_locals


print(next(shows_frame()).f_locals, dict(next(shows_locals())))
generator = shows_frame()
frame = generator.gi_frame
print(frame.f_back, next(generator) is frame, frame.f_back, next(generator, None), frame.f_locals)


def inner():
    try:
        yield names(sys._getframe())
    except RuntimeError:
        yield names(sys._getframe())
    finally:
        print("closed in", names(sys._getframe()))


def outer():
    yield from inner()


generator = outer()
print(next(generator), generator.throw(RuntimeError))
generator.close()


class Custom:
    def throw(self, *args):
        return names(sys._getframe())

    def close(self):
        print("close:", names(sys._getframe()))

    def __iter__(self):
        return self

    def __next__(self):
        return 42


def waits():
    yield from Custom()


generator = waits()
print(next(generator), generator.throw(RuntimeError))
generator.close()
print(callable(generator.__del__), generator.__del__())


def goes_on():
    while True:
        try:
            yield 1
        except RuntimeError:
            pass


def hands_on():
    yield from goes_on()


generator = hands_on()
next(generator)
(lambda: generator.throw(RuntimeError))()
print("a frame that waits knows no caller:", generator.gi_frame.f_back)
