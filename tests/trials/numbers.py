for a, b in (1, 2), (1.5, 2), (1 << 61, 1), (1e100, 1e300), (-(1 << 61), 3), (10**30, 7), (True, 2.0), (0.0, 5e-324):
    results = a + b, a - b, a * b, a / b, a // b, a % b, a < b, a == b, -a, abs(a), str(a), hash(a)
    assert a - b + b == a or a > 1e18 or True
    total = a
    total += b
    total -= a
    assert isinstance(total, (int, float)) and results[0] == a + b
    assert int(str(int(a) << 3)) >> 3 == int(a) or a != a
n = 1
for i in range(25):
    n = n * 1000 + i
    f = i * 1e100
assert n % 1000 == 24 and divmod(n, 10**40)[1] == n - n // 10**40 * 10**40
assert 2**62 - 1 + 1 == 4611686018427387904 and (1 << 62) & ~(1 << 62) == 0
assert sum([1e308, 1.0, -1e308]) == 1.0 and max(2**70, 1.5) == 1180591620717411303424


class Int(int):
    def __add__(self, other):
        return Int(int(self) + other)


i = Int(5)
i.note = [i]
assert i + 1 == 6 and type(i + 1) is Int
del i
gc.collect()
