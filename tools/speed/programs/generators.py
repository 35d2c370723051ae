def count(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def squares(source):
    for n in source:
        yield n * n


def pairs(source):
    previous = next(source)
    for item in source:
        yield previous, item
        previous = item


def flatten(tree):
    for item in tree:
        if isinstance(item, tuple):
            yield from flatten(item)
        else:
            yield item


def average():
    total, n = 0, 0
    value = None
    while True:
        value = yield (total // n if n else 0)
        total += value
        n += 1


def nest(depth):
    return (depth, nest(depth - 1), nest(depth - 1)) if depth else (0,)


total = sum(b - a for a, b in pairs(squares(count(1_200_000))))
tree = nest(14)
for _ in range(4):
    total += sum(flatten(tree))
running = average()
next(running)
for n in count(1_200_000):
    last = running.send(n)
print(total, last, sum(n * 2 for n in (m + 1 for m in range(1_200_000)) if n % 3))
