import sys


class Stream:
    """Takes what is written, without the addresses of objects."""
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text)
    def flush(self): pass

    def text(self):
        text = "".join(self.parts)
        while " at 0x" in text:
            before, _, after = text.partition(" at 0x")
            text = before + after.lstrip("0123456789abcdef")
        return text


stderr, sys.stderr = sys.stderr, Stream()
class E(Exception): pass
class Outer:
    class Inner(ValueError):
        def __str__(self): raise KeyError
def mk(e):
    class A:
        def __del__(self): raise e
    return A()
for e in (E(), E("x"), Outer.Inner(), ValueError("a\nb"), SyntaxError("bad", ("f", 1, 2, "text")), KeyError("k"), ExceptionGroup("g", [ValueError(1)]), SystemExit(3), KeyboardInterrupt()):
    e.add_note("note") 
    mk(e)
def f(n):
    if n: f(n-1)
    else: 1/0
class A:
    def __del__(self): f(10)
A()
class B:
    def __del__(self):
        try: 1/0
        except Exception as e: raise ValueError("second") from e
B()
import _weakref
E.__module__ = 'mod'
mk(E('x'))
E.__module__ = 5
mk(E('x'))
class M:
    def __repr__(self): raise ValueError
    def __del__(self): 1/0
M()
exec(compile("class Z:\n  def __del__(self): 1/0\nZ()", "<string>", "exec"))

print(sys.stderr.text())
sys.stderr = stderr
