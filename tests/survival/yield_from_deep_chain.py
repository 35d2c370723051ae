def leaf():
    yield 1
    yield 2


def wrap(inner):
    yield from inner


g = leaf()
for _ in range(100_000):
    g = wrap(g)
try:
    next(g)
except RecursionError:
    pass
del g


def wrap_all(depth):
    g = leaf()
    for _ in range(depth):
        g = wrap(g)
    return g


started = wrap_all(500)
print(next(started), next(started), next(started, "end"))
started = wrap_all(500)
next(started)
try:
    started.throw(ValueError("thrown"))
except ValueError as error:
    print(error)
started = wrap_all(500)
next(started)
started.close()
print("survived")
