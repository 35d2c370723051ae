import _io as io


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__)


class Raw(io._RawIOBase):
    def __init__(self, answer): self.answer = answer
    def readable(self): return True
    def writable(self): return True
    def readinto(self, buffer): return self.answer(buffer)
    def write(self, buffer): return self.answer(buffer)


for answer in (lambda b: 1 << 70, lambda b: -5, lambda b: len(b) + 10, lambda b: "x", lambda b: None, lambda b: 1 // 0, lambda b: buffered.close(), lambda b: b.release(), lambda b: 0):
    for use in (lambda: buffered.read(10), lambda: buffered.read(), lambda: buffered.readline(), lambda: list(buffered), lambda: buffered.peek(), lambda: buffered.readinto(bytearray(5)), lambda: buffered.read1(5)):
        buffered = io.BufferedReader(Raw(answer))
        attempt(use)
for answer in (lambda b: 1 << 70, lambda b: -5, lambda b: len(b) + 10, lambda b: "x", lambda b: 1 // 0, lambda b: writer.close()):
    writer = io.BufferedWriter(Raw(answer), 4)
    attempt(lambda: writer.write(b"abcdefghij"))
    writer.raw.answer = lambda b: len(b)
text = io.StringIO("a\nb\n")
attempt(lambda: [text.close() for line in text])
attempt(lambda: text.read())
for stream in (io.StringIO("abc"), io.BytesIO(b"abc")):
    for name, arguments in (("seek", (1 << 70,)), ("seek", (-1,)), ("seek", (1 << 40,)), ("read", (1 << 70,)), ("read", (-(1 << 70),)), ("truncate", (1 << 70,)), ("truncate", (-1,)), ("read", ("x",)), ("readline", (1 << 62,)), ("write", (5,)), ("write", (None,)), ("seek", (0, 9)), ("writelines", (5,)), ("__setstate__", (5,)), ("__setstate__", ((),)), ("__init__", (5,))):
        attempt(lambda: getattr(stream, name)(*arguments))
b = io.BytesIO(b"abcdef")
view = b.getbuffer()
for action in (lambda: b.write(b"x" * 100), lambda: b.truncate(0), lambda: b.close(), lambda: b.__init__(b"new"), lambda: b.read(2)):
    attempt(action)
view.release()
attempt(lambda: b.close())
attempt(lambda: b.getbuffer())


class Closes:
    def __index__(self):
        s.close()
        return 2


for s in (io.StringIO("abc"), io.BytesIO(b"abc")):
    attempt(lambda: s.read(Closes()))
for s in (io.StringIO("abc"), io.BytesIO(b"abc")):
    attempt(lambda: s.seek(Closes()))


def lines():
    w.close()
    yield "x" if isinstance(w, io.StringIO) else b"x"


for w in (io.StringIO(), io.BytesIO()):
    attempt(lambda: w.writelines(lines()))
t = io.TextIOWrapper(io.BytesIO(b"a\nb\n"))
t.buffer.close()
attempt(lambda: t.read())
attempt(lambda: t.write("x"))
t = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n"), encoding="utf-8")
attempt(lambda: t.read())
t = io.TextIOWrapper(io.BytesIO(b"abc"))
t.detach()
attempt(lambda: t.read())
attempt(lambda: repr(t)[:5])
attempt(lambda: io.TextIOWrapper(5))
attempt(lambda: io.TextIOWrapper(io.BytesIO(), newline="x"))
attempt(lambda: io.TextIOWrapper(io.BytesIO(), encoding="no such"))
attempt(lambda: io.BufferedReader(io.BytesIO(), -1))
attempt(lambda: io.BufferedReader(io.BytesIO(), 1 << 70))
attempt(lambda: io.BytesIO.__new__(io.BytesIO).read())
attempt(lambda: io.TextIOWrapper.__new__(io.TextIOWrapper).read())
attempt(lambda: io.BufferedReader.__new__(io.BufferedReader).read())
attempt(lambda: io.FileIO.__new__(io.FileIO).read())
attempt(lambda: open(1 << 70))
attempt(lambda: open(-5))
attempt(lambda: open("a\0b"))
attempt(lambda: open("x" * 100_000))
print("survived")
