class Clears:
    def __init__(self, target): self.target = target

    def __eq__(self, other):
        self.target.clear()
        return False

    def __lt__(self, other):
        self.target.clear()
        return True


def attempt(action):
    try:
        action()
    except (ValueError, RuntimeError, IndexError, TypeError) as error:
        print(type(error).__name__, error)


l = []
for action in (lambda: 5 in l, lambda: l.index(5), lambda: l.count(5), lambda: l.remove(5), lambda: l == [1, 2, 3] + [Clears(l)] * 3, lambda: l < [1] * 5, lambda: [Clears(l)] * 20 == l, lambda: max(l), lambda: min(l), lambda: sorted(l)):
    l[:] = [Clears(l) for _ in range(10)]
    attempt(action)


class Grows(Clears):
    def __eq__(self, other):
        self.target.extend([Grows(self.target)] * 3)
        if len(self.target) > 5_000:
            raise ValueError("grew too much")
        return False


l[:] = [Grows(l)]
attempt(lambda: 5 in l)
l[:] = [Grows(l)]
attempt(lambda: l.count(5))
l[:] = [Grows(l)]
attempt(lambda: l == [5] * 10)
print("survived")
