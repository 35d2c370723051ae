class Modular:
    def __init__(self, value): self.value = value % 1_000_003
    def __add__(self, other): return Modular(self.value + (other.value if isinstance(other, Modular) else other))
    __radd__ = __add__
    def __mul__(self, other): return Modular(self.value * (other.value if isinstance(other, Modular) else other))
    def __rsub__(self, other): return Modular(other - self.value)
    def __pow__(self, n):
        result, base = Modular(1), self
        while n:
            if n & 1:
                result = result * base
            base, n = base * base, n >> 1
        return result
    def __eq__(self, other): return self.value == other.value
    def __lt__(self, other): return self.value < other.value
    def __hash__(self): return hash(self.value)
    def __bool__(self): return self.value != 0
    def __getitem__(self, bit): return self.value >> bit & 1
    def __contains__(self, digit): return str(digit) in str(self.value)
    def __len__(self): return self.value.bit_length()
    def __call__(self, x): return self * x + 1


total, seen = Modular(0), set()
for i in range(1, 130_000):
    x = Modular(i)
    total = total + x * 3 + (5 - x) + x(2)
    if x[3] and 7 in x or not x or len(x) == 5:
        total += x ** 3
    seen.add(x * x)
print(total.value, len(seen), max(seen).value)
