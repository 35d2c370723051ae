class Default(dict):
    def __init__(self, factory, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.factory = factory

    def __missing__(self, key):
        self[key] = value = self.factory()
        return value


d = Default(list, a=[1])
d["a"].append(2)
d["b"].append(3)
print(d, d.get("zz"), "zz" in d, len(d), d.setdefault("q", 5), type(d.copy()).__name__, type(d | {}).__name__, d == dict(d))


class Upper(dict):
    def __setitem__(self, key, value): super().__setitem__(key.upper(), value)
    def __getitem__(self, key): return super().__getitem__(key.upper())
    def __contains__(self, key): return super().__contains__(key.upper())


u = Upper(a=1)
u["b"] = 2
u.update(c=3)
print(u, u["b"], "B" in u, u.get("b"), list(u), dict(u), {**u})
try:
    u["a"]
except KeyError as error:
    print("KeyError", error)


class Keys(dict):
    def keys(self): return ["fake"]
    def __getitem__(self, key): return "faked " + key
    def __iter__(self): return iter(["iter"])
    def items(self): return [("item", 1)]


k = Keys(real=1)
print(dict(k), {**k}, list(k), (lambda **kw: kw)(**k), {**{}, **k}, "%(real)s" % k, len(k), k == {"real": 1}, repr(k))
n = {}
n.update(k)
print(n)
