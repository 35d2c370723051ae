class Seq:
    def __init__(self, *items): self.items = items
    def __getitem__(self, i):
        print("get", i, end="; ")
        return self.items[i]
class WithLen(Seq):
    def __len__(self): return len(self.items)


s, w = Seq("a", "b"), WithLen("x", "y", "z")
print(list(s))
print("b" in s, "q" in s)
print(list(reversed(w)))
print(list(zip(s, w)))
try:
    reversed(s)
except TypeError as error:
    print(error)


class Raises:
    def __getitem__(self, i):
        if i == 2:
            raise KeyError("not the end")
        return i


try:
    print(list(Raises()))
except KeyError as error:
    print(repr(error))


class Stops:
    def __getitem__(self, i):
        if i == 2:
            raise StopIteration
        return i


print(list(Stops()), [*Stops()])


class NotIterable(Seq):
    __iter__ = None


class NotReversible(WithLen):
    __reversed__ = None


class NotContaining(Seq):
    __contains__ = None


for action in (lambda: iter(NotIterable()), lambda: reversed(NotReversible()), lambda: 1 in NotContaining(),
    lambda: 1 in NotIterable()):
    try:
        action()
    except TypeError as error:
        print(error)
