HUGE = 1 << 62
BIGGER = 1 << 100


class Hint:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __length_hint__(self): return self.n
    def __iter__(self): return iter([1, 2])


class OnlyHint:
    def __init__(self, n): self.n = n
    def __length_hint__(self): return self.n
    def __iter__(self): return iter([1, 2])


def attempt(name, action):
    try:
        action()
        print(name, "no error")
    except (MemoryError, OverflowError, ValueError) as error:
        print(name, "refused")


for size in (HUGE, BIGGER):
    attempt("list", lambda: [0] * size)
    attempt("list two", lambda: [1, 2] * size)
    attempt("tuple", lambda: (0,) * size)
    attempt("bytes", lambda: bytes(size))
    attempt("bytearray", lambda: bytearray(size))
    attempt("bytearray grow", lambda: bytearray(b"ab") * size)
    attempt("inplace", lambda: exec("x = [1]\nx *= size", {"size": size}))
    attempt("list of range", lambda: list(range(size)))
    attempt("tuple of range", lambda: tuple(range(size)))
    attempt("sorted", lambda: sorted(range(size)))
    attempt("list of hint", lambda: list(OnlyHint(size)))
    attempt("slice", lambda: [1, 2, 3][-size:size])
    attempt("unpack", lambda: [*range(size)])
    attempt("call", lambda: print(*range(size)))
    attempt("to_bytes", lambda: (5).to_bytes(size, "big"))
    attempt("memory", lambda: memoryview(b"a")[size:])
print([1, 2, 3][HUGE:], "abc"[-BIGGER:BIGGER], (1, 2)[::BIGGER], range(5)[::BIGGER], [1, 2, 3][::-HUGE], b"abc"[:HUGE])
