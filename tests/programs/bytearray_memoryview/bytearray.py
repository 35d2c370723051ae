b = bytearray(b"hello")
b[0] = 72
b.append(33)
b.extend(b" wo")
b.extend([114, 108])
b += b"d"
b.insert(0, 62)
print(b, len(b), b.pop(), b.pop(0), b.remove(111), b, b[1:3], b[::-1], b.reverse(), b, b.copy() is b, b.clear(), b)
b = bytearray(range(10))
b[2:5] = b"xyz!"
b[::2] = bytes(len(b[::2]))
del b[0], b[-2:]
b *= 2
print(b, list(b), b == bytes(b), b.find(b"!"), b.count(0), 33 in b, bytearray(3), bytearray("é", "utf-8"),
    bytearray(b"a") + b"b", b"a" + bytearray(b"b"), type(b"a" + bytearray(b"b")).__name__,
    type(bytearray(b"a") + b"b").__name__, bytearray(b"ab").upper(), bytearray(b"a,b").split(b","), bytearray(b"ab").hex(),
    repr(bytearray(b"'")), bytearray.fromhex("ff"))
for action in (lambda: hash(b), lambda: b.append("a"), lambda: b.append(256), lambda: b.append(-1), lambda: b.extend("a"),
    lambda: b.extend([300]), lambda: b.extend(5), lambda: b.insert(0, "a"), lambda: b.pop(100), lambda: bytearray().pop(),
    lambda: b.remove(255), lambda: b.remove("a"), lambda: b.__setitem__(0, 300), lambda: b.__setitem__(0, "a"),
    lambda: b.__setitem__(100, 1), lambda: b.__setitem__(slice(0, 1), "a"), lambda: b.__setitem__(slice(0, 4, 2), b"a"),
    lambda: b + "a", lambda: b * "a", lambda: bytearray("a"), lambda: bytearray(-1), lambda: bytearray([300]),
    lambda: b["a"], lambda: b[1.5], lambda: {b: 1}, lambda: b.__iadd__("a"), lambda: b.append(), lambda: bytearray(None),
    lambda: b < "a"):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
x = y = bytearray(b"a")
x += b"b"
x *= 2
print(x is y, y, bytearray(b"a") < b"b", sorted([bytearray(b"b"), b"a"]), b"%s" % y, y.decode(), str(y),
    bytearray(b"x").isalpha(), bytearray(b" a ").strip(), bytearray(b"abc").resize(2) if hasattr(b, "resize") else None)
