print(abs(-5), abs(5.5), abs(-0.0), abs(3 - 4j), abs(True), abs(-(10 ** 30)))
print(all([]), any([]), all([1, 0, 2]), any([0, "", None, 5]), all("abc"), any({0: 1}), all(x < 5 for x in range(5)))
seen = []
print(any(seen.append(x) or x > 1 for x in range(5)), seen, all(seen.append(x) or x < 1 for x in range(5)), seen)
print(ascii("aé\n日😀'"), ascii(["é"]), ascii(b"\xff"), ascii(5), repr("é"))
print(bin(10), bin(-10), bin(0), oct(8), oct(-8), hex(255), hex(-255), bin(True), hex(2 ** 70))
print(chr(65), chr(0x1F600), ord("é"), ord(b"a"), chr(0) == "\0", chr(0x10FFFF) == "\U0010ffff", ord("\ud800"))
print(bool(), bool([]), bool("0"), bool(0.0), callable(print), callable(5), callable(lambda: 0), callable(int),
    callable(type("C", (), {"__call__": 1})()))
for action in (lambda: abs(), lambda: abs(1, 2), lambda: abs([]), lambda: all(), lambda: all(5), lambda: any(1, 2),
    lambda: bin(), lambda: bin(1.5), lambda: oct("8"), lambda: hex(None), lambda: chr(), lambda: chr("a"), lambda: chr(1.5),
    lambda: chr(-1), lambda: chr(0x110000), lambda: ord(), lambda: ord(""), lambda: ord("ab"), lambda: ord(1),
    lambda: ord([]), lambda: bool(1, 2), lambda: bool(x=1), lambda: ascii(), lambda: callable(), lambda: any(x=1)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
