def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


b = bytearray(b"abcdef")
m = memoryview(b)
for action in (lambda: b.append(1), lambda: b.extend(b"x"), lambda: b.clear(), lambda: b.pop(), lambda: b.insert(0, 1), lambda: b.remove(97), lambda: b.__delitem__(0), lambda: b.__setitem__(slice(0, 2), b"long"), lambda: b.__iadd__(b"x"), lambda: b.__imul__(2), lambda: b.__init__(b"new"), lambda: b.reverse(), lambda: b.__setitem__(0, 65)):
    attempt(action)
print(bytes(m))
m.release()
b.append(1)
for action in (lambda: m[0], lambda: len(m), lambda: m.tobytes(), lambda: m.cast("B"), lambda: m == b, lambda: hash(m), lambda: m.shape, lambda: repr(m)[:8], lambda: m.release(), lambda: m[:], lambda: bytes(m), lambda: m.__enter__(), lambda: list(m), lambda: 1 in m):
    attempt(action)


class Index:
    def __init__(self, view, n): self.view, self.n = view, n
    def __index__(self):
        self.view.release()
        return self.n


m = memoryview(bytearray(b"abcdef"))
attempt(lambda: m[Index(m, 2)])
m = memoryview(bytearray(b"abcdef"))
attempt(lambda: m.__setitem__(Index(m, 2), 65))
m = memoryview(bytearray(b"abcdef"))
attempt(lambda: m.__setitem__(0, Index(m, 65)))
m = memoryview(bytearray(b"abcdef"))
attempt(lambda: bytes(m[Index(m, 0):Index(m, 3)]))
b = bytearray(b"abcdef")


class Shrinks:
    def __index__(self):
        b.clear()
        return 2


attempt(lambda: b[Shrinks()])
b = bytearray(b"abcdef")
attempt(lambda: b.__setitem__(Shrinks(), 65))
b = bytearray(b"abcdef")
attempt(lambda: b.__setitem__(0, Shrinks()))
b = bytearray(b"abcdef")
attempt(lambda: b[0:Shrinks()])
b = bytearray(b"abcdef")
attempt(lambda: b.find(b"c", Shrinks()))
b = bytearray(b"abcdef")
attempt(lambda: b.pop(Shrinks()))
b = bytearray(b"abcdef")
attempt(lambda: b.insert(Shrinks(), 1))
b = bytearray(b"abcdef")
attempt(lambda: b.startswith(b"a", Shrinks()))


def grows():
    for i in range(5):
        b.append(i)
        yield i


b = bytearray(b"ab")
attempt(lambda: b.extend(grows()))
print(b)
b = bytearray(b"ab")
attempt(lambda: b.join([b, b, b]))
attempt(lambda: b.__iadd__(b))
attempt(lambda: b.extend(b))
attempt(lambda: b.__setitem__(slice(1, 1), b))
attempt(lambda: b.__setitem__(slice(0, None, 2), b))
