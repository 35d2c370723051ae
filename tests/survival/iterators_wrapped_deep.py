def attempt(make, depth=200_000):
    it = iter([1, 2, 3])
    try:
        for _ in range(depth):
            it = make(it)
        next(it)
    except (RecursionError, StopIteration, TypeError):
        pass
    it = None


attempt(lambda it: map(lambda x: x, it))
attempt(lambda it: map(int, it))
attempt(lambda it: filter(None, it))
attempt(lambda it: filter(lambda x: True, it))
attempt(lambda it: zip(it))
attempt(lambda it: zip(it, [1]))
attempt(lambda it: enumerate(it))
attempt(lambda it: (x for x in it))
attempt(lambda it: iter(it))
attempt(lambda it: iter(it.__next__, 5))
print("survived")
