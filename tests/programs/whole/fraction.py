def gcd(a, b):
    while b:
        a, b = b, a % b
    return abs(a)


class Fraction:
    __slots__ = ("n", "d")

    def __new__(cls, n=0, d=1):
        if d == 0:
            raise ZeroDivisionError(f"Fraction({n}, 0)")
        self = super().__new__(cls)
        g = gcd(n, d) * (-1 if d < 0 else 1)
        self.n, self.d = n // g, d // g
        return self

    def __repr__(self): return f"{self.n}/{self.d}" if self.d != 1 else f"{self.n}"

    def _operate(function):
        def forward(self, other):
            if isinstance(other, int):
                other = Fraction(other)
            return function(self, other) if isinstance(other, Fraction) else NotImplemented

        def backward(self, other): return function(Fraction(other), self) if isinstance(other, int) else NotImplemented
        return forward, backward

    __add__, __radd__ = _operate(lambda a, b: Fraction(a.n * b.d + b.n * a.d, a.d * b.d))
    __sub__, __rsub__ = _operate(lambda a, b: Fraction(a.n * b.d - b.n * a.d, a.d * b.d))
    __mul__, __rmul__ = _operate(lambda a, b: Fraction(a.n * b.n, a.d * b.d))
    __truediv__, __rtruediv__ = _operate(lambda a, b: Fraction(a.n * b.d, a.d * b.n))
    __lt__, _ = _operate(lambda a, b: a.n * b.d < b.n * a.d)
    del _operate, _

    def __eq__(self, other): return self.n == other * self.d if isinstance(other, int) else isinstance(other,
        Fraction) and (self.n, self.d) == (other.n, other.d)
    def __hash__(self): return hash(self.n) if self.d == 1 else hash((self.n, self.d))
    def __float__(self): return self.n / self.d
    def __bool__(self): return self.n != 0
    def __pow__(self, k): return Fraction(self.n ** k, self.d ** k) if k >= 0 else Fraction(self.d ** -k, self.n ** -k)


half, third = Fraction(1, 2), Fraction(2, 6)
print(half + third, half - third, half * third, half / third, 1 + half, 1 - third, 2 * half == 1, 3 / half, half ** -3,
    Fraction(4, -6), sorted([half, third, Fraction(-1)]), float(third), bool(Fraction(0)), {half: "a"}[Fraction(3, 6)],
    sum([half, third, third]), max(half, third), 1 > half)
for action in (lambda: half + "a", lambda: Fraction(1, 0), lambda: half / 0, lambda: half < "x",
    lambda: setattr(half, "z", 1)):
    try:
        action()
    except (TypeError, ZeroDivisionError, AttributeError) as error:
        print(type(error).__name__, error)
