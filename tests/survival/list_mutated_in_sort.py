def attempt(action):
    try:
        action()
        print("sorted")
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)


l = list(range(20))


def key(x):
    l.append(x)
    return -x


def key_clears(x):
    l.clear()
    return x


def key_raises(x):
    if x == 10:
        raise KeyError("in key")
    return x


attempt(lambda: l.sort(key=key))
print(len(l))
l[:] = range(20)
attempt(lambda: l.sort(key=key_clears))
l[:] = range(20)
attempt(lambda: l.sort(key=key_raises))
print(l == list(range(20)))


class Bad:
    def __lt__(self, other):
        l[:] = [1]
        return False


l[:] = [Bad() for _ in range(50)]
attempt(lambda: l.sort())
print(len(l))


class Sees:
    def __lt__(self, other):
        seen.add(len(l))
        return False


seen = set()
l[:] = [Sees() for _ in range(5)]
attempt(lambda: l.sort())
print(seen, len(l))


class Raises:
    def __lt__(self, other): raise KeyError("lt")


l[:] = [Raises() for _ in range(5)]
attempt(lambda: l.sort())
print(len(l))


class Random:
    state = 1
    def __lt__(self, other):
        Random.state = Random.state * 16807 % 2147483647
        return Random.state & 1


l[:] = [Random() for _ in range(2_000)]
attempt(lambda: l.sort())
print(len(set(map(id, l))))
