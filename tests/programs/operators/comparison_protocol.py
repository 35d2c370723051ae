class V:
    def __init__(self, v): self.v = v
    def __eq__(self, other): print("eq", end=" "); return self.v == other.v if isinstance(other, V) else NotImplemented
    def __lt__(self, other): print("lt", end=" "); return self.v < other.v if isinstance(other, V) else NotImplemented
    def __le__(self, other): print("le", end=" "); return "truthy result"


a, b = V(1), V(2)
print(a == b, a != b, a < b, a > b, a <= b, a >= b)
print(a == 1, a != 1, 1 == a, a is a, a == a)
for source in ("a < 1", "1 > a", "a >= 5", "5 <= a"):
    try:
        print(source, eval(source))
    except TypeError as error:
        print(error)
try:
    hash(a)
except TypeError as error:
    print(error)


class Sub(V):
    def __gt__(self, other): print("Sub gt first", end=" "); return True
    def __eq__(self, other): print("Sub eq first", end=" "); return True


print(V(1) < Sub(0), V(1) == Sub(0), Sub(0) == V(1))
print([V(1), V(2)] == [V(1), V(2)], (V(1),) != (V(2),), V(3) in [V(1), V(3)], [V(1), V(2)].index(V(2)), [V(1)].count(V(1)))
print([x.v for x in sorted([V(3), V(1), V(2)])], min(V(2), V(1)).v, max([V(2), V(5)]).v)


class Rich:
    def __eq__(self, other): return [1, 2]
    def __ne__(self, other): return []
    def __bool__(self): raise ValueError("ambiguous")


print(Rich() == 1, Rich() != 1, 1 == Rich(), Rich() in [Rich()])
for source in ("Rich() and 1", "not Rich()", "1 < Rich()", "bool(Rich())"):
    try:
        print(eval(source))
    except (ValueError, TypeError) as error:
        print(error)
