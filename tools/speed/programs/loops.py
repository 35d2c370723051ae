def collatz(limit):
    longest, best = 0, 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            n = n >> 1 if n & 1 == 0 else 3 * n + 1
            steps += 1
        if steps > longest:
            longest, best = steps, start
    return best, longest


def digits(limit):
    total = 0
    for n in range(limit):
        while n:
            n, digit = n // 10, n % 10
            total += digit * digit
    return total


print(collatz(100_000), digits(300_000))
