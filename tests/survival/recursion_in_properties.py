import sys


class A:
    @property
    def x(self): return self.x
    @x.setter
    def x(self, value): self.x = value
    @x.deleter
    def x(self): del self.x


class Descriptor:
    def __get__(self, instance, owner): return owner.d if instance is None else instance.d


class B:
    d = Descriptor()


for limit in (1000, 500_000):
    sys.setrecursionlimit(limit)
    for action in (lambda: A().x, lambda: setattr(A(), "x", 1), lambda: delattr(A(), "x"), lambda: B.d, lambda: B().d):
        try:
            action()
            print("no error")
        except RecursionError:
            pass
print("survived")
