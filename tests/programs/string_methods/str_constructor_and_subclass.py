class Text(str):
    def __new__(cls, value, tag=None):
        self = super().__new__(cls, value)
        self.tag = tag
        return self

    def upper(self): return Text(super().upper(), "upper")
    def __getitem__(self, key): return "item " + super().__getitem__(key)
    def __len__(self): return 99
    def __contains__(self, x): return True
    def __str__(self): return "custom str"


t = Text("abc", tag=1)
print(t, repr(t), t.tag, t.upper().tag, t[0], len(t), "zz" in t, t + "d", type(t + "d").__name__, type(t.lower()).__name__,
    t == "abc", hash(t) == hash("abc"), {"abc": 1}[t])
print(str(t), str.__str__(t), f"{t}", "%s" % t, "".join([t, "x"]), t.strip() is t, str(Text("x")) , [*t], t[:], "abc"[:],
    type(t[:]).__name__)
print(str(), str(5), str(None), str([1, "a"]), str(object=5), repr(str), str(str), str(str.join).split(" of")[0])


class Both:
    def __str__(self): return "str"
    def __repr__(self): return "repr"
class OnlyRepr:
    def __repr__(self): return "only repr"
class SubStr:
    def __str__(self): return Text("sub", 5)


print(str(Both()), repr(Both()), [Both()], f"{Both()!r} {Both()!s} {Both()!a}", str(OnlyRepr()), {1: Both()}, (Both(),),
    type(str(SubStr())).__name__)
for call in (lambda: str(1, 2, 3, 4), lambda: str(b"a", "ascii", "strict", 1), lambda: str(nope=1),
    lambda: str.__new__(int), lambda: str.__new__(), lambda: str.upper(), lambda: str.upper(b"a"), lambda: str.join(1, 2),
    lambda: "a".__add__(1), lambda: "a".__mul__(1.5), lambda: "a".__getitem__("b"), lambda: "a".__contains__(1)):
    try:
        print(call())
    except TypeError as error:
        print(error)
print("a".__lt__(1), "a".__eq__(1), "a".__mod__(()), "b".__rmul__(2), "a".__getnewargs__(), "x".__hash__() == hash("x"),
    "abc".__sizeof__() > 0)
