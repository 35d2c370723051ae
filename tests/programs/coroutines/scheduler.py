class Sleep:
    def __init__(self, ticks): self.ticks = ticks
    def __await__(self):
        for _ in range(self.ticks):
            yield "tick"
        return self.ticks


class Queue:
    def __init__(self): self.items = []
    async def get(self):
        while not self.items:
            await Sleep(1)
        return self.items.pop(0)
    async def put(self, item):
        self.items.append(item)
        await Sleep(1)


def loop(**tasks):
    results = {}
    while tasks:
        for name, task in list(tasks.items()):
            try:
                task.send(None)
            except StopIteration as stop:
                results[name] = stop.value
                del tasks[name]
            except Exception as error:
                results[name] = repr(error)
                del tasks[name]
    return results


async def producer(queue):
    for i in range(3):
        print("put", i)
        await queue.put(i)
    await queue.put(None)
    return "produced"


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        print("got", item)
        total += item
    return total


async def fails():
    await Sleep(2)
    raise LookupError("failed task")


async def nested(depth):
    return await Sleep(depth) if depth == 0 else 1 + await nested(depth - 1)


q = Queue()
print(loop(p=producer(q), c=consumer(q), f=fails(), n=nested(20)))
