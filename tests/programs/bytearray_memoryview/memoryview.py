data = bytearray(b"abcdef")
m = memoryview(data)
print(len(m), m[0], m[-1], bytes(m[1:3]), m.tolist(), m[::-1].tobytes(), m == b"abcdef", m != b"x", m.nbytes, m.itemsize,
    m.format, m.ndim, m.shape, m.strides, m.readonly, m.contiguous, m.obj is data, m.hex(), 97 in m, list(m),
    type(m).__name__)
m[0] = 65
m[1:3] = b"XY"
print(data, m[::2].tolist(), memoryview(b"ab").readonly, hash(memoryview(b"ab")) == hash(b"ab"),
    memoryview(memoryview(b"a"))[0], m.toreadonly().readonly, bytes(m), bytearray(m), b"".join([m, m]), m.tobytes("C"))
c = memoryview(b"\x01\x00\x02\x00").cast("H")
print(c.tolist(), c.itemsize, c[1], c.shape, memoryview(b"abcd").cast("B", (2, 2)).tolist(),
    memoryview(b"abcd").cast("B", [2, 2])[1, 0], memoryview(b"\xff").cast("b")[0], memoryview(b"abcd").cast("c")[0],
    list(reversed(memoryview(b"abc"))), m.count(65) if hasattr(m, "count") else 1,
    m.index(65) if hasattr(m, "index") else 0)
with memoryview(data) as w:
    print(w[0])
r = memoryview(b"abc")
for action in (lambda: w[0], lambda: memoryview("a"), lambda: memoryview([1]), lambda: memoryview(), lambda: m[100],
    lambda: m["a"], lambda: m.__setitem__(0, 300), lambda: m.__setitem__(0, "a"),
    lambda: m.__setitem__(slice(0, 2), b"abc"), lambda: r.__setitem__(0, 1), lambda: hash(m), lambda: data.append(1),
    lambda: data.clear(), lambda: m.__delitem__(0), lambda: m < m, lambda: m + m, lambda: m.cast("x"), lambda: m.cast("I"),
    lambda: m[::2].cast("H"), lambda: m.cast(5), lambda: w.tolist(), lambda: memoryview(b"abcd").cast("B", (3, 3)),
    lambda: m.__setitem__(0, 1.5), lambda: m.release() or m.nbytes):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
data.append(1)
print(data)
