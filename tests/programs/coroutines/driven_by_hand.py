class Suspend:
    def __init__(self, value): self.value = value

    def __await__(self):
        return (yield self.value)


async def add(a, b):
    x = await Suspend(a)
    y = await Suspend(b)
    return x + y


async def main():
    total = await add("first", "second")
    print("total", total)
    return total * 2


c = main()
print(type(c).__name__, c.__name__, c.cr_running, c.cr_await)
print(c.send(None), c.cr_await.__name__, c.send(10))
try:
    c.send(32)
except StopIteration as stop:
    print("result", stop.value)
for action in (lambda: c.send(None), lambda: c.throw(ValueError), lambda: next(c), lambda: iter(c), lambda: list(c)):
    try:
        action()
    except (RuntimeError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
d = main()
try:
    d.send(1)
except TypeError as error:
    print(error)
d.close()
print(d.cr_frame)
print(main.__code__.co_flags & 0x80 != 0)
