async def waits_for(value):
    return await value


async def nothing(): return 1


class BadAwait:
    def __await__(self): return 5
class NoneAwait:
    def __await__(self): return None
class CoroutineAwait:
    def __await__(self): return nothing_coroutine
class ListAwait:
    def __await__(self): return iter([1, 2])


def run(coroutine):
    out = []
    try:
        while True:
            out.append(coroutine.send(None))
    except StopIteration as stop:
        return out, stop.value


nothing_coroutine = nothing()
for value in (5, None, "text", [1], BadAwait(), NoneAwait(), CoroutineAwait(), ListAwait(), nothing()):
    try:
        print(run(waits_for(value)))
    except TypeError as error:
        print(error)
nothing_coroutine.close()
c = nothing()
c2 = waits_for(c)
print(run(c2))
try:
    run(waits_for(c))
except RuntimeError as error:
    print(error)


async def twice():
    s = nothing_again()
    a = await s
    try:
        await s
    except RuntimeError as error:
        return a, str(error)


async def nothing_again(): return 2


print(run(twice()))
for source in ("await x", "def f(): await x", "async def f(): yield from x", "async def f():\n yield 1\n return 2",
    "def f():\n async with a: pass", "def f():\n async for a in b: pass", "def f(): return [x async for x in y]",
    "lambda: await x", "async def f(a=await b): pass"):
    try:
        compile(source, "", "exec")
        print("accepted")
    except SyntaxError as error:
        print(error.msg)
