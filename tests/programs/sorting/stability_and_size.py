def numbers(n, seed=1):
    out = []
    for _ in range(n):
        seed = seed * 16807 % 2147483647
        out.append(seed % 1000)
    return out


for n in (0, 1, 2, 3, 10, 31, 32, 33, 63, 64, 65, 100, 1000):
    l = numbers(n)
    s = sorted(l)
    print(n, all(a <= b for a, b in zip(s, s[1:])), sorted(l, reverse=True) == s[::-1], sum(s) == sum(l), s[:3], s[-2:])
pairs = [(n % 10, i) for i, n in enumerate(numbers(500))]
stable = sorted(pairs, key=lambda p: p[0])
print(all(a[1] < b[1] for a, b in zip(stable, stable[1:]) if a[0] == b[0]))
backwards = sorted(pairs, key=lambda p: p[0], reverse=True)
print(all(a[1] < b[1] for a, b in zip(backwards, backwards[1:]) if a[0] == b[0]))
patterns = [list(range(200)), list(range(200, 0, -1)), [5] * 200, list(range(100)) * 2,
    list(range(100)) + list(range(100, 0, -1)), [i ^ 85 for i in range(200)]]
print([sorted(p) == sorted(sorted(p, reverse=True)) for p in patterns])
compares = 0


class Counted:
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        global compares
        compares += 1
        return self.n < other.n


for p in patterns[:3]:
    compares = 0
    sorted(map(Counted, p))
    print(compares)
print(sorted([2 ** 70, 1.5, -3, True, 2 ** 64]), sorted([(2, "b"), (1,), (2,), ()]), sorted(["é", "e", "z", "Z", "日", ""]),
    sorted([b"b", b"a"]), sorted([frozenset([1]), frozenset()]), sorted([[2], [1, 5], []]))
