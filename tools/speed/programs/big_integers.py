def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def fibonacci(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a


def square_root(n):
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


big = factorial(10_000)
print(str(factorial(1_000))[:30], big % (10 ** 9 + 7), fibonacci(300_000) % 10 ** 30)
print(square_root(2 * 10 ** 1_600) % 10 ** 20, sum(pow(3, n, (1 << 521) - 1) & 0xFFFF for n in range(10 ** 40, 10 ** 40 + 2_500)))
print(sum(int(str(7 ** n)[::-1]) % 1_000_003 for n in range(3_000)))
