import sys


class D:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)


class Holder:
    def __init__(self): self.d = D("held")


h = Holder()
h.d = D("replaced by")
del h.d
h.e = D("with the holder")
del h
try:
    raise ValueError(D("argument"))
except ValueError as e:
    saved = e
print("handler over")
saved = None


def generator():
    local = D("in generator")
    yield 1
    yield 2


g = generator()
next(g)
g.close()
print("closed")
g = generator()
next(g)
g = None
print("dropped")


def closure():
    captured = D("captured")
    return lambda: captured


c = closure()
c()
c = None
m = D("bound").__init__
print("bound method keeps it")
m = None
sys.stdout.flush()


class Late(D):
    def __del__(self):
        self.extra = D("made in del")
        super().__del__()


Late("late")
D.__del__ = lambda self: print("patched", self.name)
D("x")
del D.__del__
D("silent")
print("end")
