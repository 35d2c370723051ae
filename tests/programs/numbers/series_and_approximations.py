def newton(f, df, x, steps=20):
    for _ in range(steps):
        x -= f(x) / df(x)
    return x


def integrate(f, a, b, n=1000):
    h = (b - a) / n
    return h * (f(a) / 2 + sum(f(a + i * h) for i in range(1, n)) + f(b) / 2)


print(f"{newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0):.12f}", f"{integrate(lambda x: x ** 3, 0, 2):.4f}",
    sum(1 / n ** 2 for n in range(1, 1000)))
pi, sign = 0.0, 1
for k in range(1, 2000, 2):
    pi += sign * 4 / k
    sign = -sign
print(pi, round(pi, 2), pi.hex(), int(pi * 1e6) / 1e6)
e, term = 0.0, 1.0
for n in range(1, 30):
    e += term
    term /= n
print(e, e == 2.718281828459045, e.as_integer_ratio()[1].bit_length())
a, b = 0, 1
while b < 10 ** 30:
    a, b = b, a + b
print(a, b / a, (1 + 5 ** 0.5) / 2, divmod(b, a))
print([2 ** n % 7 for n in range(8)], [pow(3, n, 11) for n in range(6)], sum(int(c) for c in str(2 ** 1000)), 0.1 * 3,
    1e16 + 1.0, 5 // 0.3, -7.5 % 2)
