import sys


class Broken:
    def write(self, text): raise OSError("cannot write")
    def flush(self): raise OSError("cannot flush")
class Recursive:
    def write(self, text): print(text)
    def flush(self): pass
class ReturnsJunk:
    def write(self, text): return "junk"


real = sys.stdout
for stream in (Broken(), Recursive(), ReturnsJunk(), None, 5, "text"):
    sys.stdout = stream
    try:
        print("hello", flush=True)
        outcome = "fine"
    except (OSError, RecursionError, AttributeError, RuntimeError) as error:
        outcome = type(error).__name__
    sys.stdout = real
    print(outcome)
del sys.stdout
try:
    print("x")
except RuntimeError as error:
    message = str(error)
sys.stdout = real
print(message)
for keywords in ({"sep": 5}, {"end": b""}, {"file": 5}, {"flush": Broken()}, {"sep": "a\0b"}, {"nope": 1}):
    try:
        print("x", "y", **keywords)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
sys.stderr = Broken()
sys.excepthook = lambda *a: 1 / 0
sys.stderr = None
print("survived")
raise ValueError("nobody can see this")
