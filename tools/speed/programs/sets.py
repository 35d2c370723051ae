def words(n):
    seed, seen = 1, set()
    for _ in range(n):
        seed = seed * 48_271 % 2_147_483_647
        seen.add(seed % 50_000)
        if seed & 15 == 0:
            seen.discard(seed % 1_000)
    return seen


def reachable(edges, start):
    seen, border = {start}, {start}
    while border:
        border = {b for a in border for b in edges[a]} - seen
        seen |= border
    return len(seen)


def algebra(n):
    evens, threes = set(range(0, 200, 2)), set(range(0, 200, 3))
    total = 0
    for i in range(n):
        total += len(evens & threes) + len(evens | threes) + len(evens ^ threes) - len(evens - threes)
        total += evens.isdisjoint(threes) + (i in evens) + ({i, i + 1} <= evens)
    return total


edges = {n: [(n * 7 + 1) % 60_000, (n * 3 + 11) % 60_000, n // 2] for n in range(60_000)}
print(len(words(1_200_000)), reachable(edges, 5), algebra(12_000), len({frozenset((n % 50, n % 30)) for n in range(200_000)}))
