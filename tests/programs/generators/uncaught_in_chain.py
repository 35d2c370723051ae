def first():
    yield from second()


def second():
    yield 1
    yield from third()


def third():
    yield 2
    raise ValueError("deep inside")


for value in first():
    print(value)
