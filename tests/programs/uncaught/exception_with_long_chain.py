class LowError(Exception): pass
class MiddleError(Exception): pass
class TopError(Exception): pass


def low(): raise LowError("disk")


def middle():
    try:
        low()
    except LowError as error:
        raise MiddleError("storage") from error


def top():
    try:
        middle()
    except MiddleError:
        raise TopError("service")


try:
    top()
except TopError as error:
    error.add_note("while starting")
    raise error from error.__context__.__cause__
