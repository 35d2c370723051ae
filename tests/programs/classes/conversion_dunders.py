class Value:
    def __init__(self, **methods):
        self.methods = methods

    def answer(self, name):
        return self.methods[name]

    def __bool__(self): return self.answer("bool")
    def __int__(self): return self.answer("int")
    def __float__(self): return self.answer("float")
    def __complex__(self): return self.answer("complex")
    def __index__(self): return self.answer("index")
    def __str__(self): return self.answer("str")
    def __repr__(self): return self.answer("repr")
    def __bytes__(self): return self.answer("bytes")
    def __hash__(self): return self.answer("hash")
    def __len__(self): return self.answer("len")
    def __length_hint__(self): return self.answer("hint")
    def __format__(self, spec): return self.answer("format")
    def __dir__(self): return self.answer("dir")


good = Value(bool=True, int=3, float=1.5, complex=1j, index=4, str="s", repr="r", bytes=b"b", hash=7, len=2, format="f",
    dir=["b", "a"])
print(bool(good), int(good), float(good), complex(good), hex(good), str(good), repr(good), bytes(good), hash(good),
    len(good), format(good, "x"), dir(good), f"{good} {good!r} {good:z}")
bad = Value(bool=1, int="3", float=1, complex=1, index=1.5, str=5, repr=None, bytes="b", hash="h", len=-1, format=1, dir=5)
for call in (bool, int, float, complex, hex, str, repr, bytes, hash, len, format, dir, range, "{}".format, "%s".__mod__,
    "%d".__mod__, [1].__getitem__):
    try:
        print(call(bad))
    except Exception as error:
        print(call.__name__, type(error).__name__, error)
for length in (-1, 1.5, "x", 1 << 70, True, None):
    try:
        print(len(Value(len=length)))
    except Exception as error:
        print(type(error).__name__, error)
print(hash(Value(hash=-1)), hash(Value(hash=True)), int(Value(int=True)) if False else "skipped")
