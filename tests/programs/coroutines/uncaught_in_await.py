class Wait:
    def __await__(self):
        yield
        raise OSError("the wait failed")


async def inner():
    await Wait()


async def outer():
    try:
        await inner()
    except OSError as error:
        raise RuntimeError("outer failed") from error


c = outer()
c.send(None)
c.send(None)
