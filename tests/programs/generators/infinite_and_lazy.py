def count(n=0, step=1):
    while True:
        yield n
        n += step


def take(n, source):
    for _ in range(n):
        yield next(source)


def primes():
    yield 2
    composite = {}
    for n in count(3, 2):
        factor = composite.pop(n, None)
        if factor:
            x = n + 2 * factor
            while x in composite:
                x += 2 * factor
            composite[x] = factor
        else:
            composite[n * n] = n
            yield n


def interleave(*sources):
    sources = [iter(s) for s in sources]
    while sources:
        for s in sources[:]:
            try:
                yield next(s)
            except StopIteration:
                sources.remove(s)


def collatz(n):
    yield n
    if n != 1:
        yield from collatz(n // 2 if n % 2 == 0 else 3 * n + 1)


print(list(take(10, primes())), list(interleave("abc", [1], (x for x in "xy"))), list(collatz(6)),
    sum(1 for _ in collatz(27)))
fib = (lambda: (yield from (lambda g: g(g, 0, 1))(lambda g, a, b: (x for x in [a, b, a + b]))))()
print(list(fib))
