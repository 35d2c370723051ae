a, b = 3 ** 100, -(7 ** 60)
print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(b, a), -a, abs(b), ~a)
print(a & b, a | b, a ^ b, a << 70, a >> 70, b >> 70, b >> 1000, a & (1 << 64) - 1, b & (1 << 64) - 1, b | 5, b ^ b)
print(a > b, a == 3 ** 100, a != b, b < 0 < a, a == float(a), a < float("inf"), b > float("-inf"), 10 ** 400 > 1e308,
    -(10 ** 400) < 5.5, 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 == float(2 ** 53))
print(a / b, a / 3 ** 98, float(a), int(float(a)) == a, round(a, -40), a ** 3 % 10 ** 9, pow(a, b * -1, 10 ** 9 + 7),
    hash(a) == hash(a + 0), bool(a - a), a - a, type(a - a + 5).__name__)
print((1 << 100) - (1 << 100) + 7, (1 << 64) // (1 << 62), (1 << 200) % (1 << 64), -(1 << 64) // 3, -(1 << 64) % 3,
    divmod(-(1 << 64), 10 ** 10), divmod(1 << 64, -(10 ** 10)))
fact = 1
for i in range(1, 61):
    fact *= i
print(fact, fact // (1 << 56), sum(map(int, str(fact))))
p, q = 2 ** 127 - 1, 2 ** 89 - 1
print(p * q, p * q % p, (p * q) // q == p, p.bit_length(), p.bit_count(), (p * q).bit_length())
