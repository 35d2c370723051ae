"""Walks of random set operations; after each, the order of iteration goes into a checksum."""
M = (1 << 64) - 1


def walk(seed, steps, keys, scale):
    state = seed
    a, b, total = set(), set(), 0

    def draw(n):
        nonlocal state
        state ^= state << 13 & M
        state ^= state >> 7
        state ^= state << 17 & M
        return state % n

    for step in range(steps):
        what, key = draw(40), draw(keys) * scale
        if what < 16:
            a.add(key)
        elif what < 20:
            b.add(key)
        elif what < 26:
            a.discard(key)
        elif what < 28 and a:
            total += a.pop()
        elif what == 28:
            a |= b
        elif what == 29:
            c = a | b
            b = a - b
            a = c
        elif what == 30:
            a -= b
        elif what == 31:
            a = b - a
        elif what == 32:
            a ^= b
        elif what == 33:
            b = b ^ a
        elif what == 34:
            c = a & b
            if draw(2): b = c
        elif what == 35:
            a = set(range(key // scale % 100)) | a
        elif what == 36:
            b = b.copy()
        elif what == 37 and draw(5) == 0:
            b &= a
        elif what == 38:
            a = set(dict.fromkeys(a))
        elif what == 39 and draw(20) == 0:
            a.clear()
        if what > 27 or step % 8 == 0:
            for place, key in enumerate(a): total = (total * 31 + key * (place + 1)) & M
            for place, key in enumerate(b): total = (total * 37 + key * (place + 3)) & M
    return total & M


for arguments in (1, 3000, 12, 1), (2, 3000, 60, 1), (3, 3000, 300, 1), (4, 3000, 300, 1024), (5, 9000, 5000, 7), (6, 3000, 200, 33), (7, 30000, 20000, 3):
    print(*arguments, walk(*arguments))
s = set(range(0, 600000, 3))
s -= set(range(0, 600000, 2))
s |= set(range(5, 700000, 5))
total = 0
for key in s:
    total = (total * 31 + key) & M
print("large", total)
