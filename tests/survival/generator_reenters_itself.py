def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def own():
    yield 1
    yield next(g)


g = own()
attempt(lambda: list(g))
attempt(lambda: list(g))
for name in ("send", "throw", "close", "__next__"):
    def inside():
        yield 0
        argument = {"send": (None,), "throw": (ValueError("thrown"),)}.get(name, ())
        try:
            yield getattr(h, name)(*argument)
        except ValueError as error:
            yield str(error)
    h = inside()
    attempt(lambda: list(h))


def delegating():
    yield from d


d = delegating()
attempt(lambda: next(d))


async def coroutine():
    await c


c = coroutine()
attempt(lambda: c.send(None))


def feeds_itself():
    yield from (x for x in f)


f = feeds_itself()
attempt(lambda: list(f))


class Iterates:
    def __iter__(self): return self
    def __next__(self): return next(self.generator)


i = Iterates()
i.generator = (x for x in i)
attempt(lambda: next(i))
m = map(lambda x: next(m), range(3))
attempt(lambda: list(m))
z = zip(range(3), (next(z) for _ in range(3)))
attempt(lambda: list(z))
e = enumerate(x for x in iter(lambda: next(e), None))
attempt(lambda: list(e))


def closes_on_exit():
    try:
        yield 1
    finally:
        closing.close()


closing = closes_on_exit()
next(closing)
attempt(lambda: closing.close())


def refuses():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


r = refuses()
next(r)
attempt(r.close)
