b = bytearray(b"abcdefgh")
m = memoryview(b)
for action in (lambda: b.append(1), lambda: b.clear(), lambda: b.extend(b"x"), lambda: b.pop(), lambda: b.__delitem__(0), lambda: b.__setitem__(slice(0, 2), b"long"), lambda: b.__imul__(2), lambda: b.__iadd__(b"x"), lambda: b.insert(0, 1), lambda: b.remove(97)):
    try:
        action()
        print("allowed", len(b))
    except BufferError as error:
        print(error)
b[0:2] = b"XY"
b[3] = 65
print(b, bytes(m[::2]), m[-1])
m.release()
b.append(1)
for action in (lambda: m[0], lambda: len(m), lambda: m.tobytes(), lambda: m == b, lambda: hash(m)):
    try:
        print(action())
    except ValueError as error:
        print(error)


class Index:
    def __index__(self):
        b.clear()
        return 1


b[:] = b"abcdef"
for action in (lambda: b[Index()], lambda: b.__setitem__(Index(), 5), lambda: b.__setitem__(0, Index()), lambda: b.pop(Index()), lambda: b[Index():], lambda: b.__setitem__(slice(Index(), None), b"zz"), lambda: b.insert(Index(), 5), lambda: b.append(Index()), lambda: b.extend([Index(), 2]), lambda: b * Index()):
    b[:] = b"abcdef"
    try:
        action()
        print("done", len(b) >= 0)
    except (IndexError, ValueError) as error:
        print(type(error).__name__)
b[:] = b"abc"
b.extend(b)
try:
    b += b
except BufferError as error:
    print(error)
b[1:1] = b
b[::2] = b[::2]
b.extend(x for x in b[:5])
print(len(b), memoryview(memoryview(memoryview(b)))[0])
del b[::2]
print(len(b))
m = memoryview(b"abc")
for _ in range(50_000):
    m = memoryview(m)
m = None
print("survived")
