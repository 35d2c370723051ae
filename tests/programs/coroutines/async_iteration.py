class Ticker:
    def __init__(self, n): self.i, self.n = 0, n
    def __aiter__(self): return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        return self.i


async def agen(n):
    for i in range(n):
        got = yield i
        if got:
            print("got", got)


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


async def main():
    async for x in Ticker(3):
        print("tick", x)
    else:
        print("else")
    async for x in Ticker(3):
        if x == 2:
            break
    else:
        print("not printed")
    print([x async for x in Ticker(4) if x % 2], {x async for x in agen(3)}, {x: -x async for x in agen(2)})
    print([y for x in [1, 2] for y in [z async for z in agen(x)]])
    g = agen(3)
    print(await g.__anext__(), await g.asend("hello"), await anext(g), await anext(g, "default"))
    gen = (x * 2 async for x in agen(3))
    print(type(gen).__name__, [v async for v in gen])
    for bad in (5, [1], iter([])):
        try:
            async for x in bad: pass
        except TypeError as error:
            print(error)
    return "finished"


print(run(main()))
for action in (lambda: aiter(5), lambda: anext(5), lambda: run(anext(Ticker(0))), lambda: list(agen(1)),
    lambda: next(agen(1))):
    try:
        action()
    except (TypeError, StopAsyncIteration) as error:
        print(type(error).__name__, error)
