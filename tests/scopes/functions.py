from sys import *
import os.path, sys as system
import collections.abc as abc

total = 0


def outer(a, /, b=total, *args, c: int = 1, **kwargs) -> None:
    global total, made_here
    made_here = total = a
    x: int = b
    y: undefined

    def middle():
        def inner(x):
            nonlocal a
            a += x
            return b, args

        class Local:
            nonlocal b
            b = c

            def method(self):
                return b, c, kwargs

        return inner, Local

    for loop in range(c):
        del loop
    with open(a) as f, f as (g, *h):
        pass
    try:
        import late
    except OSError as error:
        raise error from late
    return middle


async def coroutine(q):
    async with q as r, await r:
        yield q
    async for s in r:
        await s


square = lambda x, *, y=total: x * y + (lambda: x)()
