import sys

sys.setrecursionlimit(1_000_000)


class Deep:
    def __new__(cls, n):
        return object.__new__(cls) if n == 0 else Deep(n - 1)


class Meta(type):
    def __call__(cls, n):
        return super().__call__() if n == 0 else cls(n - 1)


class Made(metaclass=Meta): pass


for make in (Deep, Made):
    for n in (50, 200_000, 5_000_000):
        try:
            make(n)
        except RecursionError:
            pass
print("survived")
