# Iterators whose source calls back into them, or changes what they go through.
def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class Source:
    """Calls the iterator that goes through it."""
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        if self.user is not None:
            return next(self.user, None)
        return self.n


for make in (lambda s: map(lambda x: x, s), lambda s: filter(None, s), lambda s: zip(s, s), lambda s: enumerate(s), lambda s: iter(lambda: next(s), 99), lambda s: (x for x in s), lambda s: zip([1, 2, 3], s, strict=True)):
    source = Source(4)
    source.user = None
    source.user = make(source)
    attempt(lambda: list(source.user))
d = {i: i for i in range(10)}
for change in (lambda: d.clear(), lambda: d.update({len(d) + 5: 1}), lambda: d.pop(next(reversed(d)), None), lambda: d.__setitem__(3, 3)):
    for view in (d.keys, d.values, d.items, lambda: reversed(d), lambda: reversed(d.items())):
        d = {i: i for i in range(10)}
        it = iter(view())
        next(it, None)
        change()
        attempt(lambda: len(list(it)))
        attempt(lambda: next(it, "end"))
l = list(range(10))
it, back = iter(l), reversed(l)
next(it), next(back)
l.clear()
attempt(lambda: (next(it, "end"), next(back, "end")))
l.extend(range(20))
attempt(lambda: (next(it, "end"), next(back, "end")))
it = iter(l)
it.__setstate__(1 << 29)
attempt(lambda: next(it, "end"))
for state in (-1, -5, 1 << 70):
    it = iter(l)
    attempt(lambda: it.__setstate__(state))
    attempt(lambda: next(it, "end"))
    back = reversed(l)
    attempt(lambda: back.__setstate__(state))
    attempt(lambda: next(back, "end"))
s = set(range(10))
it = iter(s)
s.clear()
attempt(lambda: next(it, "end"))
r = iter(range(1 << 70))
attempt(lambda: next(r))
attempt(lambda: r.__setstate__(1 << 100))
attempt(lambda: next(r, "end"))
attempt(lambda: r.__length_hint__())


class Shrinks:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i
    def __len__(self):
        return hints.pop() if hints else 2


hints = [1 << 80]
attempt(lambda: list(Shrinks()))
hints = [-5]
attempt(lambda: list(Shrinks()))
hints = [1 << 80]
attempt(lambda: list(reversed(Shrinks())))
t = tuple(x for x in range(5))
attempt(lambda: t + tuple(iter(Shrinks())))
it = iter([1, 2])
attempt(lambda: [(x, list(it)) for x in it])
