import sys


class Noisy:
    def __del__(self):
        raise ValueError("in __del__")


def hook(info):
    print(type(info).__name__, info.exc_type.__name__, info.exc_value, str(info.err_msg).split(" at")[0],
        info.object.__qualname__ if info.object else None)


sys.unraisablehook = hook
Noisy()
n = Noisy()
del n
print("goes on")


class InCallback:
    def __eq__(self, other):
        Noisy()
        return True


print(InCallback() == 1)
