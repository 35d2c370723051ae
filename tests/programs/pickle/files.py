# Reading from files of all kinds: which of their methods are called, and with what.
import io
import pickle


class Simple:
    """A file with what it must have."""

    def __init__(self, data):
        self.file = io.BytesIO(data)

    def read(self, count):
        data = self.file.read(count)
        print("  read", count, data if len(data) < 30 else len(data))
        return data

    def readline(self):
        line = self.file.readline()
        print("  readline", line)
        return line


class Into(Simple):
    def readinto(self, room):
        count = self.file.readinto(room)
        print("  readinto", len(room), count)
        return count


class Peeking(Simple):
    def peek(self, count):
        data = self.file.getvalue()[self.file.tell():]
        print("  peek", count, data if len(data) < 30 else len(data))
        return data


class NoPeek(Simple):
    def peek(self, count):
        print("  peek", count)
        raise NotImplementedError


class Short(Into):
    def readinto(self, room):
        return len(room) - 1


class Negative(Into):
    def readinto(self, room):
        return -1


class Text(Simple):
    def read(self, count):
        return "text"


class Array(Simple):
    def read(self, count):
        return bytearray(self.file.read(count))

    def readline(self):
        return memoryview(self.file.readline())


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


VALUE = [1, "two", b"three", (4.0, None), {"k": bytearray(b"v" * 40)}]
for protocol in range(6):
    data = pickle.dumps(VALUE, protocol)
    for kind in (Simple, Into, Peeking, NoPeek):
        print(protocol, kind.__name__)
        file = kind(data + b"rest")
        if protocol in (0, 4, 5) or kind is Peeking:
            print(pickle.load(file) == VALUE, file.file.read())
for kind in (Short, Negative, Text, Array):
    print(kind.__name__)
    attempt(pickle.load, kind(pickle.dumps(VALUE, 5)))
    attempt(pickle.load, kind(b"\x8e\x10\0\0\0\0\0\0\0abcdefghijklmnop."))

# Several pickles in one file.
many = io.BytesIO()
for value in (1, [2], "three"):
    pickle.dump(value, many)
many.seek(0)
buffered = io.BufferedReader(io.BytesIO(many.getvalue() * 2), 16)
unpickler = pickle.Unpickler(many)
print(unpickler.load(), unpickler.load(), unpickler.load())
attempt(unpickler.load)
print([pickle.load(buffered) for _ in range(6)])
attempt(pickle.load, buffered)
print([pickle.load(io.BytesIO(pickle.dumps([b"x" * size], protocol))) == [b"x" * size]
       for size in (0, 1, 255, 256, 65535, 65536, 200000) for protocol in range(6)].count(True))
attempt(pickle.load, io.BytesIO(b"\x8e\x10\0\0\0\0\0\0\0abc"))
attempt(pickle.load, io.BytesIO(b"X\x10\0\0\0abc"))
attempt(pickle.load, io.BytesIO(b"I12"))
attempt(pickle.load, io.BytesIO(b"\x95\x10\0\0\0\0\0\0\0abc"))
attempt(pickle.load, io.StringIO("N."))


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, data):
        self.parts.append(bytes(data))


class Full(Writer):
    def write(self, data):
        raise OSError("no room")


writer = Writer()
pickler = pickle.Pickler(writer, 4)
pickler.dump([1])
pickler.dump("x")
print(writer.parts)
attempt(pickle.dump, 1, Full())
attempt(pickle.Pickler(Full()).dump, 1)
attempt(pickle.dump, b"x" * 100000, Full())
pickler.__init__(writer, 0)
pickler.dump([1])
print(writer.parts[-1])
