def bits(n, width=8): return f"{n & (1 << width) - 1:0{width}b}"


def gray(n): return n ^ n >> 1
def reverse(n, width): return int(bits(n, width)[::-1], 2)
def parity(n): return bin(n).count("1") & 1


def hamming_encode(data):
    d = [data >> i & 1 for i in range(4)]
    p = [d[0] ^ d[1] ^ d[3], d[0] ^ d[2] ^ d[3], d[1] ^ d[2] ^ d[3]]
    return sum(bit << i for i, bit in enumerate([p[0], p[1], d[0], p[2], d[1], d[2], d[3]]))


def hamming_decode(code):
    syndrome = 0
    for i in range(7):
        if code >> i & 1:
            syndrome ^= i + 1
    if syndrome:
        code ^= 1 << syndrome - 1
    return (code >> 2 & 1) | (code >> 4 & 1) << 1 | (code >> 5 & 1) << 2 | (code >> 6 & 1) << 3


print([bits(gray(n), 4) for n in range(8)], reverse(0b1011, 6), [parity(n) for n in range(6)])
print(all(hamming_decode(hamming_encode(n) ^ 1 << e) == n for n in range(16) for e in range(7)))
crc = 0xFFFFFFFF
for byte in b"123456789":
    crc ^= byte
    for _ in range(8):
        crc = crc >> 1 ^ 0xEDB88320 if crc & 1 else crc >> 1
print(hex(crc ^ 0xFFFFFFFF))
h = 0xCBF29CE484222325
for byte in "hyaline".encode():
    h = (h ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
print(hex(h), h.bit_length(), h >> 60, ~h & 0xFF, -h >> 8, (h << 4) % 1000)
a, b = 0b1100, 0b1010
print(bits(a & b), bits(a | b), bits(a ^ b), bits(~a), a << 2, a >> 2, a & -a, (a | b).bit_count())
