async def fetch(n):
    if n == 2:
        raise ConnectionError(f"cannot fetch {n}")
    return n


async def gather(*coroutines):
    return [await c for c in coroutines]


class Context:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, traceback):
        print("exit", kind.__name__)


async def main():
    async with Context():
        return await gather(*(fetch(i) for i in range(3)))


main().send(None)
