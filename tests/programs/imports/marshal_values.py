# Values as bytes, and back; and bytes that are none.
import marshal


def function(a, b=2, /, *c, d, **e):
    x = [i + a for i in c]
    return lambda: (a, x, {1, 2}, "text", b"bytes", 10**40, 1.5j, (1, (2, None)))


values = (
    0, 1, -1, 2**31 - 1, -2**31, 2**31, 10**50, -10**30, 1.5, -0.0, float("inf"), 1 + 2j, "", "abc", "é\ud800", "x" * 300,
    b"", b"x", (), (1, 2), (1,) * 300, [1, [2]], {1: 2, "a": [3]}, {3}, frozenset([4]), None, True, False, ...,
)
for version in range(6):
    print(version, marshal.loads(marshal.dumps(values, version)) == values)
for value in 5, 2**40, "a", "é", b"ab", None, True, ..., 1.0, 1j, StopIteration:
    print(value, marshal.dumps(value, 2))
print(marshal.dumps(-2**40, 1), marshal.dumps(0.1, 1), marshal.dumps([1, -2.5], 0))
print(marshal.loads(marshal.dumps(slice(1, None, (2,)))), marshal.version)

code = marshal.loads(marshal.dumps(function.__code__))
print(code == function.__code__, code.co_varnames, code.co_cellvars, code.co_flags)
function.__code__ = code
print(function(1, d=4)())

itself = [1]
itself.append(itself)
print(marshal.loads(marshal.dumps(itself)))
shared = ("a",)
first, second = marshal.loads(marshal.dumps([shared, shared]))
print(first is second)

for value in object(), [1, print], {1: type}, (x for x in ()), range(3):
    try:
        marshal.dumps(value)
    except ValueError as error:
        print(error)
deep = []
for _ in range(5000):
    deep = [deep]
try:
    marshal.dumps(deep)
except ValueError as error:
    print(error)
for args in (slice(1), 4), (function.__code__, 4):
    try:
        marshal.dumps(*args) and print("written")
    except ValueError as error:
        print(error)
for call in (
    lambda: marshal.dumps(function.__code__, allow_code=False),
    lambda: marshal.loads(marshal.dumps(function.__code__), allow_code=False),
    lambda: marshal.loads("text"),
    lambda: marshal.loads(3),
):
    try:
        call()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
for data in (
    b"", b"i", b"i\1\0", b"?", b"!", b"r\0\0\0\0", b"s\xff\xff\xff\xff", b"u\xff\xff\xff\xff", b"(\xff\xff\xff\xff", b"[\2\0\0\0N",
    b"l\1\0\0\0\0\0", b"l\1\0\0\0\0\x80", b"0", b"(\1\0\0\0000", b"\xa9\5", b"f\3abc", b"<\xff\xff\xff\xff", b"c",
):
    try:
        print(data, marshal.loads(data))
    except (ValueError, TypeError, EOFError) as error:
        print(data, type(error).__name__, error)


class File:
    def __init__(self, data):
        self.data = data

    def read(self, size):
        data, self.data = self.data[:size], self.data[size:]
        return data

    def readinto(self, into):
        data = self.read(len(into))
        into[:len(data)] = data
        return len(data)

    def write(self, data):
        self.data += data


file = File(b"")
marshal.dump({"key": [1, 2]}, file)
marshal.dump("second", file)
print(marshal.load(file), marshal.load(file))
try:
    marshal.load(file)
except EOFError as error:
    print(error)
