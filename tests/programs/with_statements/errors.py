class OnlyEnter:
    def __enter__(self): print("entered")
class OnlyExit:
    def __exit__(self, *a): print("exited")
class EnterFails:
    def __enter__(self): raise ValueError("enter")
    def __exit__(self, *a): print("never")
class ExitFails:
    def __enter__(self): return self
    def __exit__(self, *a): raise KeyError("exit")
class ExitTakesNothing:
    def __enter__(self): return self
    def __exit__(self): pass
class OnInstance:
    def __init__(self):
        self.__enter__ = self.__exit__ = lambda *a: print("never")
class BadBool:
    def __bool__(self): raise TypeError("bool of the result")
class ReturnsBadBool:
    def __enter__(self): pass
    def __exit__(self, *a): return BadBool()


for make in (OnlyEnter, OnlyExit, EnterFails, ExitFails, ExitTakesNothing, OnInstance, ReturnsBadBool, lambda: 5,
    lambda: None):
    for fail in (False, True):
        try:
            with make() as value:
                if fail:
                    raise IndexError("body")
            print("done")
        except Exception as error:
            print(type(error).__name__, error, "| context", repr(error.__context__))
try:
    with ExitFails() as (a, b):
        pass
except Exception as error:
    print(type(error).__name__, error, repr(error.__context__))
try:
    with OnlyEnter, 5:
        pass
except TypeError as error:
    print(error)
