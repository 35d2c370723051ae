# What cannot fit the memory that there is (the test limits it) is a MemoryError, and the program goes on.
def attempt(name, action):
    try:
        action()
        print(name, "no error")
    except (MemoryError, OverflowError):
        print(name, "refused")


def grown(make, grow):
    value = make()
    while True:
        value = grow(value)


GIB = 1 << 30
attempt("list", lambda: [0] * (2 * GIB))
attempt("tuple", lambda: (0,) * (2 * GIB))
attempt("nearly a tuple", lambda: (0,) * (GIB // 2 + GIB // 4))
attempt("str", lambda: "a" * (16 * GIB))
attempt("bytes", lambda: b"a" * (16 * GIB))
attempt("bytes of size", lambda: bytes(16 * GIB))
attempt("bytearray of size", lambda: bytearray(16 * GIB))
attempt("doubled str", lambda: grown(lambda: "ab" * 1000, lambda s: s + s))
attempt("doubled bytes", lambda: grown(lambda: b"ab" * 1000, lambda s: s + s))
attempt("doubled list", lambda: grown(lambda: [1], lambda s: s + s))
attempt("extended list", lambda: grown(lambda: [1], lambda s: s.extend(s) or s))
attempt("extended bytearray", lambda: grown(lambda: bytearray(b"12"), lambda s: s.extend(s) or s))
attempt("doubled tuple", lambda: grown(lambda: (1,), lambda s: s + s))
attempt("joined", lambda: ("a" * GIB).join(["b"] * 32))
attempt("replaced", lambda: ("a" * (1 << 20)).replace("a", "b" * (1 << 20)))
attempt("expanded tabs", lambda: "\t".expandtabs(GIB * 16))
attempt("translated", lambda: ("a" * (1 << 16)).translate({97: "b" * (1 << 20)}))
attempt("formatted", lambda: "{:>{}}".format("a", 16 * GIB))
attempt("centred", lambda: "a".center(16 * GIB))
attempt("power", lambda: 7 ** (1 << 40))
attempt("shift", lambda: 1 << (1 << 40))
attempt("bytes of int", lambda: (5).to_bytes(16 * GIB, "big"))
attempt("repeated list in place", lambda: [1].__imul__(4 * GIB))
attempt("hex", lambda: grown(lambda: bytes(1000), lambda b: b.hex().encode()))
attempt("repr of bytes", lambda: grown(lambda: b"\0" * 1000, lambda b: repr(b).encode()))
print("survived")
