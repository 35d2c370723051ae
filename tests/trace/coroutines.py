class Ready:
    def __await__(self):
        yield "step"
        return 7


async def works():
    return await Ready()


async def counts():
    yield 1
    yield 2


async def main():
    async for i in counts():
        pass
    return i + await works()


task = main()
try:
    while True:
        print(task.send(None))
except StopIteration as stop:
    print(stop.value)
