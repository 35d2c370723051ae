# Methods of long text in bounded time: nothing here may take the square of a length.
N = 400_000
a, w = "a" * N, "é日😀" * (N // 3)
b = a.encode()
print(a.find("a" * (N // 2) + "b"), a.count("aa"), a.rfind("b" + "a" * (N // 2)), len(a.replace("a", "bb")), len(a.split("a")), len(a.rsplit("a")), len(a.partition("b")[0]), a.index("a", N - 1))
print(w[N // 2 - 5], w[-1], w.find("😀日"), len(w[::-1]), len(w[5:-5:7]), len(w.upper()), len(w.encode()), len(w.casefold()), len(list(w)), hash(w) == hash("é日😀" * (N // 3)))
print(len("".join(w[i] for i in range(0, len(w), 10))), len(a.center(N * 2)), len(" " * N + "x" + " " * N), len((" " * N + "x").strip()), len(("x\n" * N).splitlines()), len((a + " ") * 3 .__index__()))
print(b.find(b"a" * (N // 2) + b"b"), b.count(b"aa"), len(b.replace(b"a", b"bb")), len(b.split(b"a")), len(b.hex()), len(bytes.fromhex("00" * N)), len(b.translate(None, b"a")))
print(len(repr(a)), len(repr(w)), len(ascii(w)), len(f"{a:>{N + 5}}"), len("%s" % a), len("{}".format(a)), a == "a" * N, a < "a" * N + "b", len(a.translate({97: "xyz"})), len(a.title()), a.isalpha(), w.isidentifier())
text = ""
for i in range(200_000):
    text += "x"
print(len(text))
data = b""
for i in range(3_000):
    data += b"x" * 10
print(len(data))
buffer = bytearray()
for i in range(200_000):
    buffer += b"x"
for i in range(100_000):
    del buffer[0]
for i in range(50_000):
    buffer.pop(0)
print(len(buffer))
items = list(range(200_000))
while len(items) > 190_000:
    items.pop(0)
print(len(items))
print(len("{}".format("{" * 0) * 5), len("%d" * 10_000 % tuple(range(10_000))), len(("{} " * 10_000).format(*range(10_000))))
print(int("1" * 4000) % 7, float("1" * 4000 + "e-4000") > 0, float("0." + "1" * 100_000), complex("1" * 1000 + "e-999").real > 0)
print("survived")
