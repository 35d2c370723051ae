def plain(a, b, c):
    return a + b - c


def defaults(a, b=2, c=3):
    return a + b - c


def keywords(a, *, b, c=5):
    return a + b - c


def variadic(*args, **kwargs):
    return len(args) + len(kwargs)


def forward(*args, **kwargs):
    return keywords(*args, **kwargs)


def run(rounds):
    total = 0
    options = {"b": 4, "c": 1}
    pair = (1, 2)
    for i in range(rounds):
        total += plain(i, 1, 2)
        total += plain(c=i, a=1, b=2)
        total += defaults(i)
        total += defaults(i, 5)
        total += defaults(i, c=5)
        total += keywords(i, b=1)
        total += keywords(i, c=1, b=2)
        total += variadic(i, 1, 2)
        total += variadic(*pair, k=i)
        total += forward(i, **options)
        total += (lambda x, y=1: x - y)(i)
        total += min(i, 7, 9) + len(pair) + abs(-i)
    return total


print(run(300_000))
