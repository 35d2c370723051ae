class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Fresh:
    def __iter__(self): return iter([1, 2])


c = Countdown(3)
for x in c:
    print(x, end=" ")
for x in c:
    print("exhausted")
f = Fresh()
print([(a, b) for a in f for b in f], list(Countdown(2)), 1 in Countdown(3), max(Countdown(5)), *Countdown(2))


class Failing:
    def __iter__(self): return self
    def __next__(self): raise ValueError("in next")


class StopsInIter:
    def __iter__(self): raise StopIteration("from iter")


for bad in (Failing(), StopsInIter(), 5, None, object(), len, int):
    try:
        for x in bad:
            print("item", x)
        print("ended")
    except Exception as error:
        print(type(error).__name__, error)


def gen():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


for x in gen():
    break
it = iter([1, 2, 3])
for x in it:
    print(x, next(it, None))
for i, x in enumerate(zip("ab", [1, 2])):
    print(i, x)
