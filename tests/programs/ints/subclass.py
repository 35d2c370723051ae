class Money(int):
    def __new__(cls, value, unit="EUR"):
        self = super().__new__(cls, value)
        self.unit = unit
        return self

    def __add__(self, other): return Money(int(self) + int(other), self.unit)
    def __repr__(self): return f"{int(self)} {self.unit}"
    def __radd__(self, other): return f"radd {other}"


a, b = Money(5), Money(7, "USD")
print(a, b, a + b, a + 1, 1 + a, a * 2, type(a * 2).__name__, sum([a, b]), a == 5, hash(a) == hash(5), {5: "five"}[a],
    [10, 20, 30, 40, 50, 60][a], a.unit, vars(a))
print(isinstance(True, int), issubclass(bool, int), type(True + 0).__name__, int(True), True == 1, str(True), repr(False),
    bool("False"), bool(""), bool([0]), bool(0.0), bool(None))
print(True & False, True | False, True ^ True, type(True & True).__name__, True & 3, ~5, True << 3, hash(True),
    {True: "a", 1: "b", 1.0: "c"}, False in [0], [1, 2].index(True))
print(int(Money(3)), type(int(Money(3))).__name__, int.__repr__(a), f"{a:03d}", "%d" % a, str(a), -a, abs(Money(-3)),
    divmod(a, 2), range(a), a.bit_length())


class Weird(int):
    def __int__(self): return 100
    def __index__(self): return 200
    def __eq__(self, other): return True
    __hash__ = int.__hash__


w = Weird(1)
print(int(w), w == 55, [0, 1, 2][w], hex(w), w in [7], float(w), "%d" % w, w + 0)
