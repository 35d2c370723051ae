import sys


def show(label):
    kind, value, trace = sys.exc_info()
    print(label, kind and kind.__name__, value, trace is not None, sys.exception() is value)


show("start")
try:
    raise ValueError("one")
except ValueError:
    show("handler")
    try:
        raise KeyError("two")
    except KeyError:
        show("nested")
    show("back")
    try:
        pass
    finally:
        show("finally inside")
show("after")


def called():
    show("called")
    try:
        raise TypeError("three")
    except TypeError:
        show("called handler")
    show("called after")


try:
    raise ValueError("four")
except ValueError:
    called()
    show("unchanged")


class Manager:
    def __enter__(self): show("enter")
    def __exit__(self, *info):
        show("exit")
        return True


with Manager():
    raise IndexError("five")
show("end")
for _ in range(2):
    try:
        raise OSError("six")
    except OSError:
        continue
show("after continue")


def leaves():
    try:
        raise OSError("seven")
    except OSError:
        return sys.exception()


print(repr(leaves()))
show("last")
