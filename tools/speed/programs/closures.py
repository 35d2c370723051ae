def counter(start):
    value = start

    def step(by=1):
        nonlocal value
        value += by
        return value
    return step


def compose(*functions):
    def composed(x):
        for function in functions:
            x = function(x)
        return x
    return composed


def curry(a):
    return lambda b: lambda c: a * b + c


def memoise(function):
    seen = {}

    def wrapper(n):
        if n not in seen:
            seen[n] = function(n)
        return seen[n]
    return wrapper


@memoise
def partitions(n):
    if n < 0:
        return 0
    if n == 0:
        return 1
    total, k = 0, 1
    while (m := n - k * (3 * k - 1) // 2) >= 0:
        sign = 1 if k & 1 else -1
        total += sign * (partitions(m) + partitions(m - k))
        k += 1
    return total


steps = [counter(i) for i in range(10)]
pipeline = compose(lambda x: x + 1, lambda x: x * 3, curry(2)(5), abs)
total = 0
for i in range(600_000):
    total += steps[i % 10](i & 7) + pipeline(i) + curry(i)(2)(3)
print(total, sum(partitions(n) for n in range(400)) % 10 ** 12)
