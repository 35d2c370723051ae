import sys

sys.setrecursionlimit(1_000_000)


class Callable:
    def __call__(self, n):
        return 0 if n == 0 else 1 + self(n - 1)


class Indirect:
    pass


Indirect.__call__ = Callable()
print(Callable()(500))
for n in (100_000, 5_000_000):
    try:
        Callable()(n)
    except RecursionError:
        pass
    try:
        Indirect()(n)
    except RecursionError:
        pass
print("survived")
