class Key:
    def __init__(self, name, h): self.name, self.h = name, h
    def __hash__(self): print("hash", self.name); return self.h
    def __eq__(self, other): print("eq", self.name, getattr(other, "name", other)); return isinstance(other,
        Key) and self.name == other.name


a, b, c = Key("a", 1), Key("b", 1), Key("a", 1)
d = {a: "first"}
print("--")
d[b] = "second"
print("--")
print(d[c])
print("--")
print(a in d, Key("z", 1) in d, Key("z", 99) in d)
print("--")
d[c] = "replaced"
print(len(d), [k is a for k in d][0], d[a])
print("--")
del d[b]
s = {a, c, b}
print(len(s))


class Fold(str):
    def __hash__(self): return hash(self.lower())
    def __eq__(self, other): return self.lower() == other.lower()


f = {Fold("Hello"): 1}
print(f[Fold("HELLO")], Fold("x") in f, f.get("hello"), "Hello" in f)


class SameHash:
    def __hash__(self): return 42


items = [SameHash() for _ in range(100)]
table = {item: i for i, item in enumerate(items)}
print(len(table), all(table[item] == i for i, item in enumerate(items)), SameHash() in table)
