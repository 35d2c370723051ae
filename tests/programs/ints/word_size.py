import sys

print(sys.maxsize == 2 ** 63 - 1, hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(-2), hash(2 ** 200), hash(-(2 ** 61)),
    hash(10 ** 30))
print(hash(1.5), hash(0.1), hash(1e300), hash(float("inf")), hash(-float("inf")), hash(1j), hash(1.0), hash(-0.0),
    hash(2.0 ** 61))
for action in (lambda: 2.0 ** 2000, lambda: 1e308 ** 2, lambda: "a" * 2 ** 63, lambda: [0] * 2 ** 64,
    lambda: "abc"[2 ** 63], lambda: [1][2 ** 64], lambda: len(range(2 ** 63)), lambda: chr(2 ** 40),
    lambda: range(2 ** 100)[2 ** 99], lambda: (1).to_bytes(2 ** 63, "big"), lambda: round(1.5, 2 ** 40),
    lambda: [].insert(2 ** 64, 1), lambda: [1].pop(2 ** 64), lambda: b"a"[2 ** 63], lambda: bytes([2 ** 40]),
    lambda: bytes(2 ** 63), lambda: "%c" % 2 ** 40, lambda: len(range(2 ** 62))):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
print(len(range(2 ** 40)), range(10 ** 15)[-1], list(range(2 ** 62, 2 ** 62 + 2)), len(range(0, 2 ** 62, 2)))
