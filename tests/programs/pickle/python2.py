# What Python 2 wrote, and what is written for it.
import io
import pickle


class Old:
    def __repr__(self):
        return "Old()"


class WithArgs:
    def __init__(self, *args):
        self.args = args

    __getinitargs__ = True

    def __repr__(self):
        return "WithArgs()"


def attempt(*args, **kwargs):
    try:
        result = pickle.loads(*args, **kwargs)
        print(args[0], kwargs, "->", ascii(result)[:60], vars(result) if isinstance(result, (Old, WithArgs)) else "")
    except Exception as error:
        print(args[0], kwargs, "!!", type(error).__name__, ascii(str(error)))


for data in (b"S'caf\\xe9'\n.", b"U\x04caf\xe9.", b"T\x04\0\0\0caf\xe9.", b"U\x03abc.", b"U\x00."):
    for encoding in (None, "bytes", "latin-1", "koi8-r", "utf-8", "nope"):
        for errors in (None, "replace", "ignore", "surrogateescape"):
            options = {key: value for key, value in [("encoding", encoding), ("errors", errors)] if value}
            if errors in (None, "replace") or encoding in (None, "utf-8"):
                attempt(data, **options)

# Instances of old classes.
attempt(b"(i__main__\nOld\np0\n(dp1\nS'x'\nI1\nsb.")
attempt(b"(c__main__\nOld\no}U\x01xK\x01sb.")
attempt(b"(I1\nI2\ni__main__\nWithArgs\n.")
attempt(b"(i__main__\nWithArgs\n.")
attempt(b"(c__main__\nWithArgs\nI5\no.")
attempt(b"ccopy_reg\n_reconstructor\n(c__main__\nOld\nc__builtin__\nobject\nNtR(dS'a'\nI5\nsb.")

# Names that have changed.
NAMES = [("__builtin__", "xrange"), ("__builtin__", "unicode"), ("__builtin__", "reduce"), ("copy_reg", "_inverted_registry"), ("itertools", "izip"),
         ("UserDict", "UserDict"), ("exceptions", "ValueError"), ("exceptions", "StandardError"), ("Queue", "Queue"), ("cPickle", "loads"),
         ("StringIO", "StringIO"), ("urllib", "quote"), ("builtins", "int")]
for module, name in NAMES:
    if module not in ("urllib", "Queue", "cPickle"):
        attempt(f"c{module}\n{name}\n.".encode())
        attempt(f"\x80\x03c{module}\n{name}\n.".encode("latin-1"))
        attempt(f"c{module}\n{name}\n.".encode(), fix_imports=False)
for value in (range, str, int, bytes, ValueError, zip, map, filter, OSError, ConnectionError, io.StringIO, pickle.loads, object, len, repr):
    print([pickle.dumps(value, protocol) for protocol in (0, 2, 3)], pickle.dumps(value, 2, fix_imports=False))
for value in (b"", b"a", b"\xff\0", bytearray(b"xyz"), [b"a", "a", b"\xe9"], {1}, frozenset([2]), {b"k": b"k"}):
    for protocol in range(3):
        data = pickle.dumps(value, protocol)
        print(protocol, data, pickle.loads(data) == value)
for text in ("", "a", "\xe9", "\u20ac", "\U0001f600", "\ud800", "\\u0041", "a\nb\\", "\0\r\x1a", "\x7f\x80\x85"):
    data = pickle.dumps(text, 0)
    print(data, pickle.loads(data) == text)
