def subsets(items):
    return [[x for i, x in enumerate(items) if mask >> i & 1] for mask in range(1 << len(items))]


def permutations(items):
    return [[]] if not items else [[x] + rest for i,
        x in enumerate(items) for rest in permutations(items[:i] + items[i + 1:])]


def combinations(items, k):
    if k == 0:
        yield ()
    elif items:
        first, *rest = items
        yield from ((first,) + c for c in combinations(rest, k - 1))
        yield from combinations(rest, k)


def partitions(n, largest=None):
    if n == 0:
        yield []
    for part in range(min(n, largest or n), 0, -1):
        for rest in partitions(n - part, part):
            yield [part, *rest]


def change(amount, coins):
    ways = [1] + [0] * amount
    for coin in coins:
        for a in range(coin, amount + 1):
            ways[a] += ways[a - coin]
    return ways[amount]


print(subsets("abc"), len(permutations([1, 2, 3, 4])), permutations("ab"), list(combinations("abcd", 2)),
    list(partitions(5)), change(100, [1, 5, 10, 25, 50]))
pascal = [[1]]
for _ in range(6):
    pascal.append([a + b for a, b in zip([0] + pascal[-1], pascal[-1] + [0])])
print("\n".join(" ".join(map(str, row)).center(25).rstrip() for row in pascal))
hanoi = lambda n, a="a", b="b", c="c": hanoi(n - 1, a, c, b) + [a + b] + hanoi(n - 1, c, b, a) if n else []
print(len(hanoi(6)), hanoi(2),
    [(a, b, c) for c in range(1, 30) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c])
