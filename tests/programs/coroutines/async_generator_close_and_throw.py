async def agen():
    try:
        yield 1
        yield 2
    except ValueError as error:
        print("caught", error)
        yield "recovered"
    finally:
        print("cleanup")


def run(awaitable):
    coroutine = awaitable.__await__()
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


g = agen()
print(type(g).__name__, g.ag_running, g.ag_frame is not None)
print(run(g.asend(None)), run(g.athrow(ValueError("v"))))
try:
    run(g.__anext__())
except StopAsyncIteration as error:
    print("StopAsyncIteration", error.args)
g = agen()
print(run(anext(g)), run(g.aclose()), run(g.aclose()))
try:
    run(g.asend(None))
except StopAsyncIteration:
    print("closed")
g = agen()
try:
    run(g.asend(1))
except TypeError as error:
    print(error)


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
run(anext(s))
try:
    run(s.aclose())
except RuntimeError as error:
    print(error)


async def leak():
    raise StopAsyncIteration("x")
    yield


async def leak2():
    raise StopIteration("y")
    yield


async def leak3():
    raise StopIteration("z")


for thing in (leak().__anext__(), leak2().__anext__(), leak3()):
    try:
        run(thing)
    except RuntimeError as error:
        print(error)
