class Length:
    def __init__(self, value): self.value = value
    def __len__(self): return self.value
    def __getitem__(self, i): raise IndexError
    def __iter__(self): return iter([1])


class Hint:
    def __init__(self, value): self.value = value
    def __length_hint__(self):
        if isinstance(self.value, Exception):
            raise self.value
        return self.value
    def __iter__(self): return iter([1, 2])


for value in (-1, -(1 << 100), 1 << 100, "5", None, 1.5, 5, True):
    for action in (lambda: len(Length(value)), lambda: bool(Length(value)), lambda: list(Length(value)), lambda: list(reversed(Length(value))), lambda: list(Hint(value)), lambda: [].extend(Hint(value)), lambda: bytearray(Hint(value))):
        try:
            action()
            print("fine", end=" ")
        except (ValueError, TypeError, OverflowError, MemoryError) as error:
            print(type(error).__name__, end=" ")
    print()
for value in (TypeError("t"), ValueError("v")):
    try:
        print(list(Hint(value)))
    except ValueError as error:
        print(error)
