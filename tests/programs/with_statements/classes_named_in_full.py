# Messages name a class in full: with what encloses it, and with its module unless that is the program.
class Outer:
    class Nothing: pass

    class OnlyEnter:
        def __enter__(self): return self

    class Async:
        async def __aenter__(self): return self
        async def __aexit__(self, *exc): pass

    class OnlyAsyncExit:
        async def __aexit__(self, *exc): pass


class Elsewhere: __module__ = "some.where"
class Renamed: __qualname__ = "Very.Different"
class Odd: __module__ = 5


def local():
    class Local: pass
    return Local()


async def asynchronously(manager):
    async with manager: pass


def attempt(function):
    try:
        function()
    except Exception as error:
        print(type(error).__name__, error)


def synchronously(manager):
    with manager: pass


for manager in Outer.Nothing(), Outer.OnlyEnter(), Outer.Async(), Elsewhere(), Renamed(), Odd(), local(), 5, None, Outer, [], open:
    attempt(lambda: synchronously(manager))
    attempt(lambda: asynchronously(manager).send(None))
attempt(lambda: asynchronously(Outer.OnlyAsyncExit()).send(None))

for value in Outer.Nothing(), Elsewhere(), local():
    attempt(lambda: complex(value))
    attempt(lambda: complex(1, value))
    attempt(lambda: "%c" % value)
    attempt(lambda: str(b"", value))
    attempt(lambda: float(value))
    attempt(lambda: int(value))
    attempt(lambda: "%d" % value)
    attempt(lambda: len(value))
    attempt(lambda: value + 1)
    attempt(lambda: [][value])
