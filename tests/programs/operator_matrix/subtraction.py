VALUES = [
    7, -2, 0, True, 2.5, 1j, "ab", "", b"ab", bytearray(b"ab"), [1, 2], (1, 2), {"k": 1}, {1, 2}, frozenset([2]), range(3),
    None, ..., NotImplemented, int, len, slice(1), 10 ** 20,
]


def describe(value):
    if isinstance(value, (set, frozenset)):
        return f"{type(value).__name__} {sorted(value)}"
    return repr(value)


for left in VALUES:
    for right in VALUES:
        try:
            result = describe(left - right)
        except Exception as error:
            result = f"{type(error).__name__}: {error}"
        print(describe(left), "-", describe(right), "->", result)
