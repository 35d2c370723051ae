VALUES = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


class Roman(int):
    def __new__(cls, value):
        if isinstance(value, str):
            value = cls.parse(value)
        if not 0 < value < 4000:
            raise ValueError(f"{value} has no roman numeral")
        return super().__new__(cls, value)

    @staticmethod
    def parse(text):
        total, rest = 0, text
        for value, letters in VALUES:
            while rest.startswith(letters):
                total += value
                rest = rest.removeprefix(letters)
        if rest:
            raise ValueError(f"{text!r} is no roman numeral (at {rest!r})")
        return total

    def __str__(self):
        out, n = [], int(self)
        for value, letters in VALUES:
            count, n = divmod(n, value)
            out.append(letters * count)
        return "".join(out)

    __repr__ = __str__
    def __format__(self, spec): return format(str(self), spec)


for name in ("add", "sub", "mul", "floordiv", "mod"):
    def operator(self, other, method=getattr(int, f"__{name}__")):
        return Roman(method(self, other))
    setattr(Roman, f"__{name}__", operator)
    setattr(Roman, f"__r{name}__", lambda self, other, name=name: getattr(Roman(other), f"__{name}__")(self))
x = Roman("XIV")
print(x, x + 1, 1 + x, x * 3, Roman(1999), [Roman(n) for n in (4, 9, 40, 944)], f"{x:>8}|", int(x), x == 14, x // 4,
    sum([Roman(1), Roman(2)]), sorted([Roman(9), Roman(4)]), hash(x) == hash(14))
print(all(Roman(str(Roman(n))) == n for n in range(1, 4000)))
for bad in ("IIQ", 0, 5000):
    try:
        Roman(bad)
    except ValueError as error:
        print(error)
x - 14
