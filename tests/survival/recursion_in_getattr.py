import sys


class A:
    def __getattr__(self, name): return getattr(self, name + "x")
class B:
    def __getattr__(self, name): return self.missing
class C:
    def __getattribute__(self, name): return self.anything
class D:
    def __setattr__(self, name, value): self.x = value
class E:
    def __delattr__(self, name): del self.x


for limit in (1000, 200_000):
    sys.setrecursionlimit(limit)
    for action in (lambda: B().x, lambda: C().x, lambda: setattr(D(), "x", 1), lambda: delattr(E(), "x"), lambda: hasattr(C(), "x")):
        try:
            action()
        except RecursionError:
            pass
sys.setrecursionlimit(1000)
try:
    A().x
except RecursionError:
    print("survived")
