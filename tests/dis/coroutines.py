# async: await, async with, async for, asynchronous comprehensions and generators.
async def h(a):
    await a
    async with a as b, c: await b
    async for i in a:
        if i: break
        if x: continue
        if y: return
    else: d
    [x async for x in a]
    [await x for x in a]
    {x: y async for x, y in a if await x}
    (x async for x in a)
    [x for y in a async for x in y]
    yield 1
    return


async def k():
    try:
        async with a:
            return 1
    finally:
        await b
    return [await x async for x in y]
