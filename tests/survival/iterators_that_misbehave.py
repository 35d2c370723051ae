class Endless:
    def __iter__(self): return self
    def __next__(self): return 1


class NotIterator:
    def __iter__(self): return 5


class ReturnsSelf:
    def __iter__(self): return self


class Changes:
    def __iter__(self): return self
    def __next__(self):
        Changes.__next__ = lambda self: (_ for _ in ()).throw(StopIteration)
        return 1


class NextNone:
    def __iter__(self): return self
    __next__ = None


class IterNone:
    __iter__ = None
    def __getitem__(self, i): return i


class Getitem:
    def __getitem__(self, i):
        if i > 3:
            raise StopIteration if i > 100 else IndexError
        return i


def limited(n):
    for i, x in enumerate(Endless()):
        if i == n:
            return i


print(limited(100_000), list(Getitem()), 3 in Getitem(), 1 in Endless())
for make in (NotIterator, ReturnsSelf, NextNone, IterNone):
    for action in (lambda: list(make()), lambda: [*make()], lambda: (lambda *a: a)(*make()), lambda: 1 in make(), lambda: max(make()), lambda: dict(make()), lambda: "".join(make()), lambda: [x for x in make()], lambda: exec("a, b = x", {"x": make()})):
        try:
            action()
            print("fine")
        except TypeError as error:
            print(error)
try:
    print(list(Changes()))
except (RuntimeError, TypeError) as error:
    print(type(error).__name__)
a, *_ = zip(range(3), Endless())
print(a, next(map(lambda *x: x, Endless(), Endless())), any(Endless()))
