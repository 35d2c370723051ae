n = -37
print(n.bit_length(), n.bit_count(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator, n.is_integer(),
    n.as_integer_ratio(), (0).bit_length(), (255).bit_length(), (256).bit_length())
print((1000).to_bytes(2, "big"), (1000).to_bytes(4, "little"), (-5).to_bytes(2, "big", signed=True), (5).to_bytes(),
    (0).to_bytes(0, "big"), (255).to_bytes(length=1, byteorder="little"))
print(int.from_bytes(b"\x03\xe8", "big"), int.from_bytes(b"\xff\xfb", "big", signed=True), int.from_bytes(b"", "big"),
    int.from_bytes([1, 2], "little"), int.from_bytes(b"\x01\x02"), int.from_bytes(bytearray(b"\x05"), byteorder="big"))
print((5).__add__(3), (5).__add__(1.5), (5).__radd__(3), (5).__truediv__(2), (5).__floor__(), (5).__ceil__(),
    (5).__trunc__(), (5).__round__(), (1234).__round__(-2), (5).__bool__(), (5).__index__(), (7).__divmod__(2),
    (2).__pow__(3, 5), (5).__neg__(), (5).__eq__(5.0), (5).__lt__(6), (5).__hash__(), (5).__format__("x"))
for action in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(-1, "big"),
    lambda: (1).to_bytes(1, "middle"), lambda: int.from_bytes(5, "big"), lambda: int.from_bytes("a", "big"),
    lambda: int.from_bytes(b"a", "x"), lambda: (5).bit_length(1), lambda: (1).to_bytes("a", "big"),
    lambda: int.from_bytes([256], "big"), lambda: (128).to_bytes(1, "big", signed=True), lambda: int.from_bytes(),
    lambda: (5).conjugate(1), lambda: (1).to_bytes(1, 5), lambda: (1).nope()):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
print(5 .real, 5..real, 0x10, 0o17, 0b11, 1_0, 0xFF_FF, 00, type(5).__name__)
