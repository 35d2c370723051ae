print([hash(n) for n in (0, 1, -1, -2, 2 ** 31, 2 ** 61 - 2, 2 ** 61 - 1, 2 ** 61, -(2 ** 61), 2 ** 64, 10 ** 40)])
print([hash(x) for x in (0.0, 0.5, 1.5, -2.75, 1e16, 1e-10, 3.141592653589793, float("inf"), float("-inf"))])
print([hash(x) for x in (1j, 1 + 2j, -0.5j, 2 + 0j)])
print(hash(()), hash((1,)), hash((1, 2)), hash((1, (2, 3))), hash((None.__class__ is None,)), hash((1.0, True)))
print(hash(frozenset()), hash(frozenset([1])), hash(frozenset([1, 2, 3])), hash(frozenset([(1, 2)])))
print(hash(range(0)) == hash((0, None, None)), hash(range(5)) == hash((5, 0, 1)), hash(range(1, 10, 3)) == hash((3, 1, 3)),
    hash(slice(1, 2, 3)) == hash(slice(1, 2, 3)))
print(list({1, 5, 3}), list({10, 20, 30, 40}), list({-1, -2}), list({0.5, 1.5}), list({100, 8, 16, 24, 32}),
    list({2 ** 61, 5}), list(set(range(20, 0, -3))))
print({(1, 2), (3, 4), (0, 0)}, frozenset([9, 1, 8]), {True, 2, 0})
