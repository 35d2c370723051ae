for text in ("1.5", " -2 ", "1e5", "inf", "-Infinity", "nan", "+nan", "1_000.5", ".5", "5.", "1E-3", "٣.٥", "7"):
    print(repr(text), float(text))
for value in ("", "a", "1.5.2", "1__0", "0x10", "e5", "1e", ".", None, [], 1j, b"1.x", "1 2", "_1.0", "infinit", "1e5_",
    "é", "\0"):
    try:
        print(float(value))
    except Exception as error:
        print(type(error).__name__, error)
print(float(), float(5), float(True), float(b"2.5"), float(bytearray(b"1")), float(10 ** 20))
x = 3.75
print(x.is_integer(), (4.0).is_integer(), x.as_integer_ratio(), (0.1).as_integer_ratio(), x.real, x.imag, x.conjugate(),
    x.hex(), float.fromhex("0x1.8p1"), float.fromhex("inf"), float.fromhex("-0x.8p-2"), float.fromhex("1.8"), x.__trunc__(),
    x.__floor__(), x.__ceil__(), x.__round__(1), int(x), int(-x))
for action in (lambda: float("nan").as_integer_ratio(), lambda: float("inf").as_integer_ratio(),
    lambda: float.fromhex("xyz"), lambda: float.fromhex("0x1p99999"), lambda: float.fromhex(5), lambda: int(float("nan")),
    lambda: int(float("inf")), lambda: round(float("nan")), lambda: round(float("inf")), lambda: float(1, 2),
    lambda: float(x=1), lambda: (1.5).hex(1), lambda: float.__new__(int), lambda: (1.5)(), lambda: 1.5[0]):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
print(float.from_number(5), float.from_number(1.5))
try:
    float.from_number("5")
except TypeError as error:
    print(error)
