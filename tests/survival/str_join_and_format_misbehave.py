class Evil:
    def __init__(self, target): self.target = target
    def __iter__(self):
        for i in range(5):
            self.target.append("x")
            yield "a"
    def __str__(self):
        self.target.clear()
        return "evil"
    __repr__ = __str__
    def __format__(self, spec):
        self.target.clear()
        return spec


l = ["a", "b"]
print("".join(Evil(l)), len(l))
l[:] = [Evil(l), 1, 2]
print(str(l))
l[:] = [1, Evil(l), 2, 3]
print(repr(l))
print("%s %s" % (Evil(l), Evil(l)), "{} {:x}".format(Evil(l), Evil(l)), f"{Evil(l)} {Evil(l):y}")
d = {}


class EvilKey:
    def __repr__(self):
        d.clear()
        d[1] = 1
        return "key"


d[EvilKey()] = 1
d[EvilKey()] = EvilKey()
print(repr(d))
s = set()
s.add(EvilKey())
print(repr(s))


class EvilMap(dict):
    def __getitem__(self, key): self.clear(); return key
    def __missing__(self, key): raise RuntimeError(key)


print("{a} {b}".format_map(EvilMap(a=1, b=2)), "%(a)s %(b)s" % EvilMap(a=1, b=2))
print(eval("a + b", {}, EvilMap(a=1)))


class NotStr(str):
    def __str__(self): return 5


try:
    str(NotStr())
except TypeError as error:
    print(error)
print("".join([NotStr("a"), NotStr("b")]), "{}".format("ok"))
