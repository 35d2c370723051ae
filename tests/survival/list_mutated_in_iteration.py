l = [1, 2, 3]
for x in l:
    l.remove(x)
print(l)
l = [1]
for x in l:
    if len(l) < 100_000:
        l.append(x)
print(len(l))
l = list(range(100))
it = iter(l)
next(it)
l.clear()
print(list(it), list(it))
l.extend(range(5))
print(list(it))
l = list(range(10))
r = reversed(l)
next(r)
del l[5:]
print(list(r), list(r))
l = [[1], [2]]
for inner in l:
    l[:] = []
    inner.append(5)
    print(inner)


class Extends:
    def __init__(self, target): self.target = target
    def __iter__(self):
        for i in range(3):
            self.target.append(i)
            yield i


l = [0]
l.extend(Extends(l))
print(l)
l = [0]
l += Extends(l)
print(l)
l[:] = Extends(l)
print(l)
l[1:1] = Extends(l)
print(l)
a, *b = Extends(l)
print(a, b, len(l))
l = list(range(5))
try:
    l[::2] = (x for x in l.clear() or range(3))
except ValueError as error:
    print(error)
