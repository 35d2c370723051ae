import sys


class A:
    def __init__(self): self.other = None
    def __repr__(self): return f"<{self.other!r}>"
    def __eq__(self, other): return self.other == other.other
    def __hash__(self): return hash((self.other,))


a, b = A(), A()
a.other, b.other = b, a
for limit in (1000, 100_000):
    sys.setrecursionlimit(limit)
    for action in (lambda: repr(a), lambda: a == b, lambda: hash(a), lambda: {a: 1}, lambda: [a] == [b], lambda: str([a]), lambda: (a,) in [(b,)]):
        try:
            action()
        except RecursionError:
            continue
        print("no error")
print("survived")
