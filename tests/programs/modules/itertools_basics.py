import itertools as it

print(list(it.chain("ab", [1])), list(it.chain.from_iterable(["ab", "c"])), list(it.islice(it.count(5, 2), 3)),
    list(it.islice("abcdef", 1, 5, 2)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat("x", 3)),
    list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], lambda a, b: a * b, initial=10)))
print(list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])),
    list(it.filterfalse(lambda x: x % 2, range(5))), list(it.compress("abc", [1, 0, 1])),
    list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.zip_longest("ab", "c", fillvalue="-")), list(it.pairwise("abc")),
    [(k, list(g)) for k, g in it.groupby("aabcc")], list(it.batched("abcde", 2)))
print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)), list(it.permutations("abc", 2)),
    list(it.combinations("abcd", 2))[:3], list(it.combinations_with_replacement("ab", 2)),
    [list(x) for x in it.tee([1, 2], 2)])
for action in (lambda: it.islice([], -1), lambda: it.count("a"), lambda: it.repeat(), lambda: it.chain(5),
    lambda: list(it.chain(5)), lambda: it.product(5), lambda: it.permutations([], -1), lambda: it.combinations([1]),
    lambda: it.tee([], -1), lambda: list(it.starmap(pow, [1])), lambda: it.batched("a", 0), lambda: it.groupby(),
    lambda: it.zip_longest([], fill=1), lambda: it.islice([]), lambda: list(it.accumulate(5))):
    try:
        print(type(action()).__name__)
    except Exception as error:
        print(type(error).__name__, error)
print(it.count(3), it.repeat("a", 2), it.repeat(1), next(it.count(1.5, 0.5)))
