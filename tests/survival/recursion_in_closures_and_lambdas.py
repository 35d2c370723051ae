import sys

sys.setrecursionlimit(1_000_000)


def make():
    def inner(n):
        return n and inner(n - 1)
    return inner


y = lambda f, n: n and f(f, n - 1)
for n in (1_000, 200_000, 10_000_000):
    for function in (make(), lambda n: y(y, n)):
        try:
            function(n)
        except RecursionError:
            pass
print("survived")
