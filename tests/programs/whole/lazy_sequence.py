class Lazy:
    def __init__(self, source): self.source, self.cache = iter(source), []

    def _fill(self, n):
        while len(self.cache) <= n:
            self.cache.append(next(self.source))

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self[i] for i in range(index.start or 0, index.stop, index.step or 1)]
        try:
            self._fill(index)
        except StopIteration:
            raise IndexError(f"only {len(self.cache)} items") from None
        return self.cache[index]

    def __iter__(self):
        i = 0
        while True:
            try:
                yield self[i]
            except IndexError:
                return
            i += 1

    def map(self, f): return Lazy(f(x) for x in self)
    def filter(self, f): return Lazy(x for x in self if f(x))
    def take(self, n): return self[:n]


def naturals():
    n = 0
    while True:
        print(f"<{n}>", end="")
        yield n
        n += 1


odd = Lazy(naturals()).filter(lambda n: n % 2)
print(odd.take(3))
print(odd[1], odd.take(4))
squares = odd.map(lambda n: n * n)
print(squares[2], squares[2])
print(squares[1:6:2])
few = Lazy("abc")
print(few[1], list(few), "c" in few)
few[10]
