def histogram(n):
    counts = {}
    seed = 42
    for _ in range(n):
        seed = (seed * 1_103_515_245 + 12_345) & 0x7FFFFFFF
        key = seed >> 16 & 0x3FF
        counts[key] = counts.get(key, 0) + 1
    return counts


def index(n):
    table = {}
    for i in range(n):
        table.setdefault(f"key{i % 977}", []).append(i)
    return table


def churn(n):
    table = {}
    for i in range(n):
        table[i, i & 7] = i
        if i >= 1_000:
            del table[i - 1_000, i - 1_000 & 7]
    return len(table), sum(table.values())


def merge(n):
    total = 0
    for i in range(n):
        first = {"a": i, "b": 2, "c": 3}
        second = {**first, "d": 4, "a": 0}
        first.update(second)
        total += sum(first.values()) + len(first | {"z": i}) + ("d" in first) + first.pop("b")
        for key, value in second.items():
            total += value
    return total


counts = histogram(900_000)
table = index(500_000)
print(max(counts.values()), len(table), sum(map(len, table.values())), churn(400_000), merge(100_000))
