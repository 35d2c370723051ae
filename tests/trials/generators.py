def numbers(n):
    try:
        for i in range(n):
            got = yield [i]
            if got:
                yield got
    finally:
        seen.append(n)


seen = []
assert [i for [i] in numbers(3)] == [0, 1, 2] and seen == [3]
g = numbers(5)
assert next(g) == [0] and g.send("sent") == "sent"
g.close()
assert seen == [3, 5]
g = numbers(7)
next(g)
del g
assert seen == [3, 5, 7]


def outer():
    result = yield from inner()
    yield result


def inner():
    try:
        yield 1
    except KeyError as error:
        yield error.args
    return "done"


g = outer()
assert next(g) == 1 and g.throw(KeyError("k")) == ("k",) and next(g) == "done"

# One that is never resumed, in a cycle with its own frame.
def holds_itself():
    me = yield
    yield me


g = holds_itself()
next(g)
g.send(g)
del g
gc.collect()


class Awaitable:
    def __await__(self):
        return (yield "waiting")


class Manager:
    async def __aenter__(self):
        return await Awaitable()

    async def __aexit__(self, *error):
        await Awaitable()
        return True


async def agen():
    for i in range(2):
        yield await Awaitable()


async def main():
    async with Manager() as got:
        raise ValueError(got)
    return [i async for i in agen()]


coroutine, value = main(), None
while True:
    try:
        assert coroutine.send(value) == "waiting"
        value = "value"
    except StopIteration as stop:
        assert stop.value == ["value", "value"]
        break
unused = agen()
unused.asend(None).close()
del unused, coroutine
