# Around the limits of 32, 48, 62, 63 and 64 bits, where an implementation changes its representation.
for bits in (30, 31, 32, 47, 48, 50, 51, 52, 53, 60, 61, 62, 63, 64, 127, 128):
    for offset in (-2, -1, 0, 1):
        n = (1 << bits) + offset
        m = -n
        print(bits, offset, n, m, n + 1, m - 1, n * 3, m // 7, n % 1000, m % 1000, n >> 3, m >> 3, n & 0xFFFF, m | 1, n ^ m,
            -m == n, n * n // n == n, n - m, n == float(n), hash(n) == hash(int(str(n))))
total = 0
for i in range((1 << 31) - 3, (1 << 31) + 3):
    total += i * i
print(total)
x = 1
for _ in range(70):
    x *= -3
print(x)
x = (1 << 46) - 5
for _ in range(10):
    x += 1 << 45
print(x)
y = -(1 << 61)
for _ in range(6):
    y -= 1 << 60
    y += 1
print(y, y + (1 << 62), y * -1)
