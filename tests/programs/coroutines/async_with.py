class Manager:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow

    async def __aenter__(self):
        print("enter", self.name)
        return self.name

    async def __aexit__(self, kind, error, trace):
        print("exit", self.name, kind and kind.__name__, error)
        return self.swallow


class Missing:
    async def __aenter__(self): pass
class Sync:
    def __enter__(self): pass
    def __exit__(self, *a): pass
class NotAwaitable:
    def __aenter__(self): return 5
    def __aexit__(self, *a): return 5


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


async def main():
    async with Manager("a") as a, Manager("b") as b:
        print("body", a, b)
    async with Manager("swallows", True):
        raise ValueError("inside")
    async with (Manager("c") as c,):
        pass
    try:
        async with Manager("passes on"):
            raise KeyError("k")
    except KeyError as error:
        print("out", error)
    for bad in (Missing(), Sync(), 5, NotAwaitable()):
        try:
            async with bad:
                print("in")
        except TypeError as error:
            print(error)
    for _ in range(2):
        async with Manager("loop"):
            continue
    async with Manager("return"):
        return "returned"


print(run(main()))
try:
    with Manager("x"): pass
except TypeError as error:
    print(error)
