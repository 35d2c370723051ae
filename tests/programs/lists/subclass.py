class Stack(list):
    def push(self, x): self.append(x)
    def __getitem__(self, i): return ("item", super().__getitem__(i))
    def __len__(self): return 100
    def __iter__(self): return iter(["own iter"])
    def __contains__(self, x): return True
    def __repr__(self): return "Stack" + super().__repr__()
    def append(self, x): super().append(x * 2)


s = Stack([1, 2])
s.push(5)
s.extend([7])
print(s, s[0], len(s), list(s), [*s], "zz" in s, s + [1], type(s + [1]).__name__, type(s[:]).__name__, s == [1, 2, 10, 7],
    s * 2, type(s.copy()).__name__, sum(list.__iter__(s)), list.__len__(s))
s.attribute = 1
print(s.attribute, vars(s), isinstance(s, list), sorted(s), max(s), bool(Stack()), isinstance(reversed(s), object))
a, = s
print(a, str(s), f"{s}", [s], (s,), {1: s})
for x in s:
    print(x)


class Init(list):
    def __init__(self, *args): super().__init__(args)


print(Init(1, 2, 3), Init(), Init.__mro__)
