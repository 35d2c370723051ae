"""Buffered and text streams over raw streams that fail, that cannot write now, or that give nonsense."""
import io


class Raw(io.RawIOBase):
    def __init__(self, parts=(), room=None):
        self.parts, self.written, self.room = list(parts), [], room

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, target):
        if not self.parts:
            return 0
        part = self.parts.pop(0)
        if isinstance(part, bytes):
            target[:len(part)] = part
            return len(part)
        return part

    def write(self, data):
        if self.room is not None:
            if self.room == 0:
                return None
            data = bytes(data[:self.room])
            self.room -= len(data)
        self.written.append(bytes(data))
        return len(data)

    def seek(self, offset, whence=0):
        return 0

    def tell(self):
        return 0


def shown(what, function, *args):
    try:
        result = function(*args)
    except Exception as error:
        # A `BlockingIOError` has whatever number of an error was the last.
        args = error.characters_written if isinstance(error, BlockingIOError) else error.args
        print(what, type(error).__name__, args, "|", repr(error.__context__), "|", repr(error.__cause__))
    else:
        print(what, result)


# Both steps of closing fail: the second error comes during the first.
def fails(word):
    def function():
        raise OSError(word)
    return function


for make in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
    raw = Raw()
    raw.close = fails("close")
    stream = make(raw)
    stream.flush = fails("flush")
    shown(make.__name__, stream.close)
    print(stream.closed)
    raw.close = stream.flush = lambda: None

buffer = io.BytesIO()
buffer.close = fails("close")
text = io.TextIOWrapper(buffer, encoding="ascii")
text.flush = fails("flush")
shown("TextIOWrapper", text.close)
buffer.close = text.flush = lambda: None

reader, writer = Raw(), Raw()
pair = io.BufferedRWPair(reader, writer)
reader.close, writer.close = fails("reader"), fails("writer")
shown("BufferedRWPair", pair.close)
reader.close = writer.close = lambda: None

# Writes that can go on only later.
raw = Raw(room=20)
stream = io.BufferedWriter(raw, 8)
shown("few", stream.write, b"abc")
shown("many", stream.write, b"0123456789" * 2)
print(raw.written)
shown("too many", stream.write, b"0123456789" * 2)
shown("more", stream.write, b"x" * 30)
shown("flush", stream.flush)
raw.room = 1000
stream.flush()
print(raw.written)

# Answers that cannot be.
shown("no number", io.BufferedReader(Raw([b"ab", "three"])).readline)
shown("too long", io.BufferedReader(Raw([10 ** 6])).read, 3)
raw = Raw()
raw.seek = raw.tell = lambda *args: -5
shown("tell", io.BufferedReader(raw).tell)
shown("seek", io.BufferedReader(raw).seek, 0)

# A device has no places.
stream = io.BufferedReader(Raw([b"12"]))
print(stream.tell(), stream.read(1), stream.tell(), stream.seek(0, 1))

# A second initialisation that fails leaves nothing.
stream = io.BufferedReader(io.BytesIO(b"abc"))
shown("again", stream.__init__, io.BytesIO(), 0)
shown("read", stream.read)
text = io.TextIOWrapper(io.BytesIO(b"abc"), encoding="ascii")
shown("again", lambda: text.__init__(io.BytesIO(), encoding="ascii", newline="x"))
shown("read", text.read)
shown("encoding", lambda: io.TextIOWrapper(io.BytesIO(), encoding="\udcfe"))


def delete():
    del io.TextIOWrapper(io.BytesIO(), encoding="ascii")._CHUNK_SIZE


shown("chunk size", delete)

# As much as one look at the raw stream gives.
raw = Raw([b"abc", b"de", b"fgh", b"jkl", b"m"])
stream = io.BufferedReader(raw, 10)
target = bytearray(2)
print(stream.peek(3), stream.readinto1(target), target, stream.readinto1(target), stream.readinto1(target), target)
target = bytearray(20)
print(stream.peek(3), stream.readinto1(target), bytes(target), len(raw.parts))
print(stream.readinto(target), bytes(target), len(raw.parts))
print(io.BufferedReader(Raw([None])).readinto(target))

# Text waits, but not more than a chunk of it, and no text is torn from what was there before.
raw = Raw()
text = io.TextIOWrapper(raw, encoding="ascii")
text._CHUNK_SIZE = 10
for count in (4, 8, 3, 12, 1):
    text.write("x" * count)
    print([len(part) for part in raw.written])
text = io.TextIOWrapper(io.BufferedRWPair(io.BytesIO(b"foo\nbar\n"), io.BytesIO()), encoding="ascii")
print(text.readline() + (text.write("foo\n"), text.readline())[1])
raw = io.BytesIO()
text = io.TextIOWrapper(raw, encoding="ascii")
text.write("abc")
text.reconfigure(encoding="utf-8-sig")
text.write("d\xe9f")
text.flush()
print(raw.getvalue())

# Streams have attributes of their own.
for stream in (io.BytesIO(), io.StringIO(), io.RawIOBase(), io.TextIOBase(), io.BufferedReader(io.BytesIO())):
    stream.mark = 1
    print(type(stream).__name__, stream.__dict__)
print(open.__module__, io.open is open)
