class Index:
    def __init__(self, value): self.value = value
    def __index__(self):
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


class Sub(int):
    def __index__(self): return 99


for value in (1 << 200, -(1 << 200), "1", None, 1.5, KeyError("k"), Sub(1), True):
    i = Index(value)
    for action in (lambda: [1, 2, 3][i], lambda: "abc"[i], lambda: (1, 2, 3)[i], lambda: range(3)[i], lambda: b"abc"[i], lambda: [1, 2, 3][i:], lambda: [1] * i, lambda: hex(i), lambda: chr(i), lambda: bytes([i]), lambda: [].insert(i, 1), lambda: "a".center(i), lambda: range(i) and 1, lambda: round(1.5, i), lambda: 1 << 1 if i is None else int(i) and 1):
        try:
            action()
            print("fine", end=" ")
        except Exception as error:
            print(type(error).__name__, end=" ")
    print()
print([1, 2][Sub(1)], int(Index(Sub(5))))
