import sys

names = []
sys.unraisablehook = lambda info: names.append(type(info.exc_value).__name__)


class Raises:
    def __del__(self): raise ValueError("in del")
class Exits:
    def __del__(self): sys.exit(5)
class Interrupts:
    def __del__(self): raise KeyboardInterrupt
class Deep:
    def __del__(self): self.recurse()
    def recurse(self): self.recurse()
class NotCallable:
    __del__ = 5
class WrongArguments:
    def __del__(self, extra): pass
class DelAttribute:
    def __del__(self): self.missing
class Static:
    @staticmethod
    def __del__(): pass


for cls in (Raises, Exits, Interrupts, Deep, NotCallable, WrongArguments, DelAttribute, Static):
    cls()
    items = [cls(), cls()]
    del items[0]
    items = None
    d = {"k": cls()}
    d.clear()
    for x in [cls()]:
        pass
    x = None
print(len(names), sorted(set(names)))


def generator():
    try:
        yield
    finally:
        raise OSError("in finally")


g = generator()
next(g)
del g
print(names[-1])
sys.unraisablehook = lambda info: 1 / 0
Raises()
sys.unraisablehook = None
Raises()
del sys.unraisablehook
Raises()
print("survived")
