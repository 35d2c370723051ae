class P:
    def __init__(self, x): self.x = x
    def __eq__(self, other): return isinstance(other, P) and self.x == other.x
    def __hash__(self): return hash(self.x)


class Q(P):
    def __eq__(self, other): return super().__eq__(other)


class R(P): pass


print(P(1) == P(1), P(1) != P(2), P(1) == R(1), {P(1), P(1), R(1)}.__len__(), P(1) in [P(1)], {P(1): "a"}[R(1)], Q.__hash__)
for action in (lambda: hash(Q(1)), lambda: {Q(1)}, lambda: {Q(1): 1}):
    try:
        action()
    except TypeError as error:
        print(error)
print([P(1), P(2)].index(P(2)), [P(1)] == [P(1)], (P(1),) == (P(1),), {"k": P(1)} == {"k": P(1)}, P(1) is P(1), P(1) == 1,
    1 == P(1))
