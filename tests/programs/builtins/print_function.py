import sys

print()
print("a", "b", sep="")
print("a", "b", sep="-", end="!\n")
print(1, None, [2], sep=None, end=None)
print("to stderr", file=sys.stderr)
print("x", file=sys.stdout, flush=True)
print(*[1, 2], *"ab", sep="\n")
print("é日😀", "tab\there", "\\")
print(print("inner"))


class Writer:
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text)
    def flush(self): self.parts.append("FLUSH")


w = Writer()
print("a", 1, sep=", ", end="E", file=w)
print(file=w)
print("f", file=w, flush=True)
print(w.parts)


class NoWrite: pass
class BadStr:
    def __str__(self): raise ValueError("no str")


for call in (lambda: print("a", sep=1), lambda: print("a", end=b""), lambda: print("a", file=5),
    lambda: print("a", file=NoWrite()), lambda: print("a", foo=1), lambda: print("a", sept=""), lambda: print(BadStr()),
    lambda: print("shown first", BadStr(), file=w), lambda: print("x", flush=BadStr)):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
print(w.parts[-2:], file=None)
sys.stdout.write("direct\n")
print(sys.stdout.write("counted"))
sys.stdout.writelines(["a", "b\n"])
sys.stdout = w
print("captured")
sys.stdout = sys.__stdout__
print(w.parts[-2:])
