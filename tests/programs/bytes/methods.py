b = b"The quick Brown fox"
print(b.upper(), b.lower(), b.title(), b.swapcase(), b.capitalize(), b.split(), b.split(b" ", 1), b.rsplit(b" ", 1),
    b.partition(b" "), b.rpartition(b"x"), b.find(b"q"), b.find(113), b.rfind(b"o"), b.index(b"B"), b.count(b"o"),
    b.count(111), b.startswith(b"The"), b.endswith((b"x", b"y")), b.replace(b"o", b"00"), b.replace(b"o", b"0", 1))
print(b"  x ".strip(), b"xxaxx".strip(b"x"), b"ab".center(6, b"*"), b"ab".ljust(4), b"ab".rjust(4, b"."), b"-5".zfill(5),
    b"a\tb".expandtabs(4), b"a\nb\r\nc".splitlines(), b"a\nb".splitlines(True),
    b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"), b"abc".removeprefix(b"a"),
    b"abc".removesuffix(b"c"), b",".join([b"1", b"2"]))
print([f(b"abc") for f in (bytes.isalpha, bytes.isdigit, bytes.isalnum, bytes.isspace, bytes.isupper, bytes.islower, bytes.istitle, bytes.isascii)],
    [f(b"1 A") for f in (bytes.isalpha, bytes.isdigit, bytes.isupper)], b"\x1c a".split(), b"\xe9".isalpha())
for action in (lambda: b.find("q"), lambda: b.split(""), lambda: b.split(b""), lambda: b.replace("a", "b"),
    lambda: b.startswith("T"), lambda: b.startswith(("T",)), lambda: b.strip("x"), lambda: b.center(5, "x"),
    lambda: b.center(5, b"xx"), lambda: b.index(b"zz"), lambda: b.rindex(b"zz"), lambda: b.count("o"),
    lambda: b.translate(b"short"), lambda: b.translate("x"), lambda: bytes.maketrans(b"a", b"bc"), lambda: b.partition(""),
    lambda: b.partition(b""), lambda: b.find(), lambda: b.find(256), lambda: b.removeprefix("x"), lambda: b.zfill("a"),
    lambda: b.join(5), lambda: b.splitlines(1, 2), lambda: b.endswith(5), lambda: b.encode(), lambda: b.isidentifier(),
    lambda: bytes.upper("a"), lambda: b.expandtabs("a"), lambda: b.upper(1)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class B(bytes):
    def __new__(cls, *a): return super().__new__(cls, *a)
    def __repr__(self): return "B:" + super().__repr__()


class HasBytes:
    def __bytes__(self): return b"from __bytes__"


print(B(b"x"), B(b"x") + b"y", type(B(b"x").upper()).__name__, B(3), bytes(HasBytes()), b"%b" % HasBytes(), B(b"a") == b"a",
    {b"a": 1}[B(b"a")])
