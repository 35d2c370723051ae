b = b"hello\x00\xff\n'\""
print(b, len(b), b[0], b[-1], b[1:4], b[::-1], list(b[:3]), b"a" + b"b", b"ab" * 2, b"l" in b, 104 in b, b == bytearray(b), b == "x", b < b"i", hash(b"a") == hash(bytes([97])), b"a" b"b", rb"\x", b'''tri
ple''', bytes(3), bytes([1, 2]), bytes(b"x"), bytes("é", "utf-8"), bytes(range(3)), bytes(), bytes(x for x in [65]), b"%d %s %x" % (5, b"s", 255), str(b"x"), repr(b"'"), b"\t\r\\")
for i in b"ab":
    print(i, end=" ")
print(max(b"abc"), sorted(b"cab"), bytes(reversed(b"abc")), bytes.fromhex("00 ff 1A"), b"\x00\xff".hex(), b"abcd".hex("-"),
    b"abcd".hex(":", 2), b"abcde".hex(" ", -2), bool(b""), b"abc"[1:2], type(b"abc"[1]).__name__,
    b"".join([b"a", bytearray(b"b")]))
for action in (lambda: b"a" + "b", lambda: "a" + b"b", lambda: b"a" * "b", lambda: b"abc"[5],
    lambda: b"a".__setitem__(0, 1), lambda: bytes(-1), lambda: bytes(256 * [300]), lambda: bytes([256]),
    lambda: bytes([-1]), lambda: bytes(["a"]), lambda: bytes("a"), lambda: bytes(1.5), lambda: bytes(None),
    lambda: bytes(1, "utf-8"), lambda: bytes("a", "nope"), lambda: 300 in b"a", lambda: "a" in b"a", lambda: b"a" < "a",
    lambda: bytes.fromhex("0"), lambda: bytes.fromhex("zz"), lambda: bytes.fromhex(5), lambda: b"a".join(["b"]),
    lambda: b"a".join([1]), lambda: b"a".hex(1), lambda: b"ab".hex(""), lambda: b"%s" % "a", lambda: b"%d" % b"a",
    lambda: b"%c" % 300, lambda: b"a".format(1), lambda: ord(b""), lambda: int(b"x"), lambda: bytes(object()),
    lambda: b"%b" % 5, lambda: bytes(b"a", "utf-8"), lambda: b"a".decode(5)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
