import itertools


def attempt(make, depth=100_000):
    it = iter([1, 2, 3])
    try:
        for _ in range(depth):
            it = make(it)
        next(it)
    except (RecursionError, StopIteration, TypeError):
        pass
    it = None


attempt(lambda it: itertools.chain(it))
attempt(lambda it: itertools.chain.from_iterable([it]))
attempt(lambda it: itertools.islice(it, 5))
attempt(lambda it: itertools.takewhile(bool, it))
attempt(lambda it: itertools.dropwhile(lambda x: False, it))
attempt(lambda it: itertools.starmap(lambda *a: a, it))
attempt(lambda it: itertools.accumulate(it))
attempt(lambda it: itertools.cycle(it))
attempt(lambda it: itertools.tee(it)[0], 20_000)
attempt(lambda it: itertools.compress(it, [1]))
attempt(lambda it: itertools.pairwise(it), 5_000)
attempt(lambda it: itertools.zip_longest(it))
attempt(lambda it: itertools.groupby(it))
print("survived")
