# In-place operators: who is asked, in which order, when a sequence stands on the left.
class Talker:
    def __init__(self, name, answer=NotImplemented): self.name, self.answer = name, answer
    def __repr__(self): return self.name

    def __radd__(self, other):
        print("radd", self, other)
        return self.answer

    def __rmul__(self, other):
        print("rmul", self, other)
        return self.answer

    def __add__(self, other):
        print("add", self, other)
        return self.answer

    def __ror__(self, other):
        print("ror", self, other)
        return self.answer


class Iterable(Talker):
    def __iter__(self): return iter((7, 8))


class Counted(Talker):
    def __index__(self): return 2


def attempt(source, **names):
    try:
        exec(source, names)
        print(source, "->", names["x"])
    except Exception as error:
        print(source, "->", type(error).__name__, error)


for right in Talker("silent"), Talker("speaking", "sum"), Iterable("iterable"), Iterable("both", "sum"):
    attempt("x += y", x=[1], y=right)
    attempt("x = x + y", x=[1], y=right)
    attempt("x += y", x=(1,), y=right)
    attempt("x += y", x="a", y=right)
    attempt("x += y", x=bytearray(b"a"), y=right)
for right in Talker("silent"), Counted("two"), Counted("both", "product"):
    attempt("x *= y", x=[1], y=right)
    attempt("x = x * y", x=[1], y=right)
    attempt("x = y * x", x=[1], y=right)
    attempt("x *= y", x="ab", y=right)
attempt("x |= y", x={1}, y=Talker("silent"))
attempt("x |= y", x={1}, y=Talker("speaking", "union"))
attempt("x |= y", x={1: 2}, y=Talker("speaking", "union"))
attempt("x -= y", x=1, y=Talker("silent"))
attempt("x += y", x=Talker("left"), y=[1])
attempt("x += y", x=Talker("left", "sum"), y=[1])


class Growing(list):
    def __iadd__(self, other):
        print("iadd", other)
        return NotImplemented


attempt("x += y", x=Growing([1]), y=[2])
attempt("x += y", x=Growing([1]), y=Talker("speaking", "sum"))
