def nest(make, depth, start):
    value = start
    for _ in range(depth):
        value = make(value)
    return value


def attempt(action):
    try:
        action()
    except RecursionError:
        pass


for make, start in ((lambda v: [v], []), (lambda v: (v,), ()), (lambda v: {1: v}, {})):
    a, b, c = (nest(make, 200_000, s) for s in (start, start, 5))
    attempt(lambda: a == b)
    attempt(lambda: a != b)
    attempt(lambda: a == c)
    attempt(lambda: a in [b])
    if not isinstance(a, dict):
        attempt(lambda: a < b)
        attempt(lambda: sorted([a, b]))
        attempt(lambda: [a].count(b))
        attempt(lambda: max(a, b))
    a = b = c = None
print("survived")
