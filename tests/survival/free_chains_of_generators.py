N = 200_000


def hold(inner):
    yield inner
    return inner


g = None
for _ in range(N):
    g = hold(g)
g = None
for _ in range(N):
    g = hold(g)
    next(g)
g = None
for _ in range(N):
    g = (x for x in [g])
g = None
for _ in range(N):
    g = iter(lambda inner=g: inner, None)
g = None


async def coroutine(inner): return inner


c = 1
for _ in range(1_000):
    c.close() if c != 1 else None
    c = coroutine(c)
c.close()
c = None
print("survived")
