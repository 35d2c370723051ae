n = 1234567
for spec in ("", "d", "x", "X", "o", "b", "n", "#x", "#X", "#o", "#b", "e", "f", "g", "%", ",", "_", ",d", "_x", "_b",
    "#_b", "+", "-", " ", "20", "<20", ">20", "^20", "=20", "020", "+020,", "*^20", "0=20", "<020", "20,", "+,", "", "é^15",
    ".0f", "10.2e", "d"):
    print(repr(spec), [format(v, spec) for v in (n, -n, 0)])
print(f"{65:c}|{0x1F600:c}|{97:5c}|{97:<5c}|{97:^5c}|{True}|{True:d}|{True:5}|{False:x}")
for spec in ("s", "z", "10.2", ".2d", "xx", ",x", ",b", "_c", ",c", "+c", "#c", ",_", ",,", "_n", ",n", "y", "5>", "{",
    "d5", "q", "5.", ".", "1" * 30, ".5c", "00", "-_,d"):
    try:
        print(repr(spec), repr(format(5, spec)))
    except Exception as error:
        print(repr(spec), type(error).__name__, error)
for value in (-1, 0x110000, 1 << 100):
    try:
        format(value, "c")
    except OverflowError as error:
        print(error)
print(format(10 ** 30, ","), format(-(10 ** 20), "_x"), format(2 ** 100, "#b"), format(10 ** 25, "e"),
    format(10 ** 25, ".3g"), format(1 << 64, "030d"))
