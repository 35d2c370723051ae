class C:
    def __init__(self): self.data = {}
    def __getitem__(self, key): print("get", key); return self.data[key]
    def __setitem__(self, key, value): print("set", key,
        value); self.data[key if not isinstance(key, slice) else "s"] = value
    def __delitem__(self, key): print("del", key); del self.data[key]
    def __contains__(self, key): print("contains", key); return key in self.data
    def __len__(self): return len(self.data)
    def __missing__(self, key): return "never for non-dicts"


c = C()
c[1] = "a"
c[1, 2] = "b"
c[1:2, ...] = "c"
c[::] = "d"
c[...] = "e"
print(c[1], c[1, 2], 5 in c, 5 not in c, len(c), bool(c))
del c[1]
c["n"] = 1
c["n"] += 5
try:
    c["missing"]
except KeyError as error:
    print(repr(error))


class OldSequence:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10


o = OldSequence()
print(list(o), 20 in o, 5 in o, [*o], tuple(o), max(o), list(zip(o, o)), sum(o), sorted(o, reverse=True))
a, b, *rest = o
print(a, b, rest)
for source in ("len(o)", "reversed(o)", "o[0] == o.x", "o[0:1]", "o['a']", "del o[0]", "o[0] = 1", "object()[0]",
    "object()[0] = 1", "del object()[0]", "1 in object()", "len(object())", "int[0]", "c.__getitem__()",
    "[].__getitem__('a')"):
    try:
        exec(source)
        print("fine", source)
    except Exception as error:
        print(type(error).__name__, error)


class OnlyLen:
    def __len__(self): return 0
class Neither: pass


print(bool(OnlyLen()), bool(Neither()), not OnlyLen())
