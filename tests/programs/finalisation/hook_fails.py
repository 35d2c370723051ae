import sys


class A:
    def __del__(self):
        raise ValueError("from del")


def hook(unraisable):
    print("hook", unraisable.exc_type, unraisable.exc_value)
    raise KeyError("from hook")


class Hook:
    def __repr__(self): return "<the hook>"
    def __call__(self, unraisable): return hook(unraisable)


sys.unraisablehook = Hook()
a = A()
del a
print("done")
