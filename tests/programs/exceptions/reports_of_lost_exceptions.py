# Exceptions that nobody can catch go to sys.unraisablehook, with a traceback even where none was made.
import sys


def hook(report):
    trace, lines = report.exc_traceback, []
    while trace is not None:
        lines.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
        trace = trace.tb_next
    message = report.err_msg.split(" <")[0]
    print(report.exc_type.__name__, "|", report.exc_value, "|", message, "|", report.object, "|", lines)


sys.unraisablehook = hook


class Failing:
    def __del__(self): raise ValueError("in __del__")


class NotCallable:
    __del__ = 5


def failing_at_close():
    try:
        yield 1
    finally:
        1 / 0


def refusing_to_close():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def start(generator):
    next(generator)
    return generator


Failing()
NotCallable()
start(failing_at_close())
start(refusing_to_close())
things = [Failing(), start(failing_at_close()), Failing()]
things.clear()


def local():
    thing = Failing()
    return "returned"


print(local())
del Failing.__del__
Failing()
sys.unraisablehook = sys.__unraisablehook__
print(sys.unraisablehook is sys.__unraisablehook__, sys.unraisablehook.__name__)
