data = [i for i in range(3)]
pairs = {i: [j for j in i] for i in data if (last := i)}
module_level = [lambda: k for k in data]


def function(x, data):
    [x for x in data]
    {y: z for y, z in data}
    {lambda: c for c in data}
    [x for q in data for w in q if w if q]
    [[x + inner for inner in row] for row in data]
    [[lambda: (deep, x) for deep in row] for row in data]
    (g for g in data if x)
    any(g for g in data for h in g)
    if any((match := item) for item in data):
        return match
    return [(a := x, [b := a for c in data]) for x in data]


async def coroutine(data):
    [await x async for x in data]
    (await x async for x in data)
    return {x async for x in [y async for y in data]}


class Class:
    names = [n for n in data]
    nested = [[n for n in names] for names in data]

    def method(self):
        return [super().method() for _ in self]
        return (super().method() for _ in self)


def shared():
    value = 1
    [value for other in value]
    return [lambda: value for value in value], lambda: value


def globals_too():
    global here
    return [here := h for h in (lambda: [here for here in here])]
