for n in (1, -1, 5, -5, 2 ** 64, -(2 ** 64), 3 ** 50, -(3 ** 50)):
    print(n, [n << s for s in (0, 1, 31, 63, 64)], [n >> s for s in (0, 1, 31, 63, 64, 200)])
    print([n & m for m in (0, 1, -1, 255, 2 ** 64 - 1, -(2 ** 64))], [n | m for m in (0, 1, -1, 2 ** 70)],
        [n ^ m for m in (0, 1, -1, 2 ** 70)], ~n, n.bit_length(), n.bit_count())
    print(n.to_bytes(32, "big", signed=True).hex(),
        int.from_bytes(n.to_bytes(40, "little", signed=True), "little", signed=True) == n)
mask = 0
for i in range(0, 200, 7):
    mask |= 1 << i
print(mask, [i for i in range(200) if mask >> i & 1] == list(range(0, 200, 7)), bin(mask).count("1"), mask & -mask,
    (mask & mask - 1).bit_count())
print(0 << 10 ** 20, 0 >> 10 ** 20, 1 >> 10 ** 20, -1 >> 10 ** 20)
