def run(rounds):
    total = 0
    words = ["alpha", "beta", "gamma", "delta", "epsilon"] * 20
    for r in range(rounds):
        numbers = [n * r for n in range(300)]
        even = [n for n in numbers if n % 2 == 0]
        table = {n: n * n for n in even if n > r}
        unique = {n % 17 for n in numbers}
        grid = [[x * y for x in range(12)] for y in range(12)]
        flat = [cell for row in grid for cell in row if cell & 1]
        lengths = {word: len(word) for word in words}
        upper = [word.upper() for word in words if "e" in word]
        total += len(even) + sum(table.values()) % 1_000 + sum(unique) + sum(flat) + len(lengths) + len(upper)
    return total


print(run(9_000))
