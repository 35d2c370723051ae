import sys

sys.setrecursionlimit(1_000_000)


def count(n):
    if n:
        yield n
        yield from count(n - 1)


def nested(n):
    if n:
        for x in nested(n - 1):
            yield x
    yield n


print(sum(count(300)), sum(nested(300)))
for make in (count, nested):
    try:
        for value in make(8_000):
            pass
    except RecursionError:
        pass
    g = make(100_000)
    try:
        next(g)
    except RecursionError:
        pass
    del g
print("survived")
