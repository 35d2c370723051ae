class Peekable:
    def __init__(self, items): self.it, self.saved = iter(items), []
    def __iter__(self): return self
    def __next__(self): return self.saved.pop() if self.saved else next(self.it)

    def peek(self, *default):
        if not self.saved:
            try:
                self.saved.append(next(self.it))
            except StopIteration:
                if default:
                    return default[0]
                raise
        return self.saved[-1]

    def __bool__(self):
        try:
            self.peek()
        except StopIteration:
            return False
        return True


p = Peekable([1, 1, 2, 3, 3, 3])
runs = []
while p:
    value, n = next(p), 1
    while p and p.peek() == value:
        next(p)
        n += 1
    runs.append((value, n))
print(runs, p.peek("end"), list(p))


class Reversible:
    def __init__(self, n): self.n = n
    def __iter__(self): return iter(range(self.n))
    def __reversed__(self): return iter("reversed")
    def __len__(self): return self.n


r = Reversible(3)
print(list(r), list(reversed(r)), len(r), max(r), dict(enumerate(r)), *zip(r, r))
p.peek()
