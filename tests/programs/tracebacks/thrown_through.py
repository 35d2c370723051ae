# An exception that is thrown through waiting generators and coroutines passes each frame once.
import traceback
import types


def inner():
    yield 1


def outer():
    yield from inner()


def outermost():
    try:
        yield from outer()
    finally:
        print("on the way")


@types.coroutine
def pause():
    yield "paused"


class Waits:
    def __await__(self):
        return (yield from pause())


async def third():
    await Waits()


async def second():
    async with Manager():
        await third()


class Manager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *exception):
        print("leaves with", exception[0].__name__, [entry.name for entry in traceback.extract_tb(exception[2])])


async def first():
    await second()


async def numbers():
    yield 1
    await pause()


async def reads():
    async for number in numbers():
        print(number)


for waiting in (outermost(), first(), reads()):
    print(waiting.send(None))
    try:
        waiting.throw(ValueError("thrown"))
    except ValueError as error:
        print([entry.name for entry in traceback.extract_tb(error.__traceback__)])
        traceback.print_exception(error)

waiting = outermost()
next(waiting)
try:
    waiting.throw(StopIteration("early"))
except RuntimeError as error:
    print(repr(error), repr(error.__cause__), [entry.name for entry in traceback.extract_tb(error.__traceback__)])
