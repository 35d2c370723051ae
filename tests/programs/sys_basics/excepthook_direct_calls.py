import sys


def fail(): raise ValueError("inner")


try:
    fail()
except ValueError as error:
    saved = error
sys.excepthook(ValueError, saved, saved.__traceback__)
sys.excepthook(ValueError, saved, None)
sys.excepthook(type(saved), saved, saved.__traceback__.tb_next)
sys.__excepthook__(KeyError, KeyError("k"), None)
sys.excepthook(None, None, None)
for arguments in ((), (1, 2), (ValueError, "not an exception", None)):
    try:
        sys.excepthook(*arguments)
    except TypeError as error:
        print(error)
