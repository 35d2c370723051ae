# The order in which the parts of expressions and statements are evaluated.
def e(value):
    print(value, end=" ")
    return value


class Box:
    def __init__(self): self.__dict__["names"] = {}
    def __repr__(self): return "box"
    def __getattr__(self, name): return print("get", name, end=" ") or self.names.get(name, 0)
    def __setattr__(self, name, value): print("set", name, value, end=" "), self.names.update({name: value})
    def __getitem__(self, key): return print("item", key, end=" ") or 1
    def __setitem__(self, key, value): print("store", key, value, end=" ")
    def __delitem__(self, key): print("delete", key, end=" ")
    def __call__(self, *args, **kwargs): return print("call", args, kwargs, end=" ") or self
    def __iadd__(self, other): return print("iadd", other, end=" ") or self
    def __enter__(self): return print("enter", end=" ") or self
    def __exit__(self, *exc): print("exit", exc[0], end=" ")
    def __iter__(self): return print("iter", end=" ") or iter((1, 2))
    def __bool__(self): return print("bool", end=" ") or True
    def __lt__(self, other): return print("less", end=" ") or True
    def __contains__(self, value): return print("contains", value, end=" ") or False
    def keys(self): return print("keys", end=" ") or ["k"]


box = Box()


def b(name):
    print(f"box{name}", end=" ")
    return box


for source in """e(1) + e(2) * e(3) - e(4)
e(2) ** e(3) ** e(2)
{e(1): e(2), e(3): e(4)}
b(1)(e(1), *[e(2)], k=e(3), **{"z": e(4)})
b(1)(e(1), k=e(2), *[e(3)])
b(1)(**{"a": e(1)}, b=e(2), **{"c": e(3)})
b(1)(*b(2), **b(3))
b(1)[e(1):e(2):e(3)]
b(1)[*[e(1)], e(2)]
e(1) < e(2) < e(3)
e(3) < e(2) < e(1)
b(1) < b(2) < b(3)
e(0) or e(1) and e(2)
e(1) if e(0) else e(2)
b(1) in b(2)
(lambda a=e(1), *, k=e(2): e(3))()
f"{e(1)}{e(2)!r:>{e(3)}}"
{**b(1), e("a"): e(1)}
b(1)[e(1)] = b(2).x = e(2)
b(1).a, b(2)[e(1)] = e(2), e(3)
[b(1).a, *b(2).c] = e(1), e(2), e(3)
b(1)[e(1)] += e(2)
b(1).q += e(1)
b(1).q -= e(1)
del b(1)[e(1)], b(2)[e(2)]
x: e(1) = e(2)
b(1).x: e(1) = e(2)
b(1)[e(1)]: e(2)
assert e(0) or e(1), e(2)
print(e(1), e(2), sep=e(", "), end=e(" "))
for b(1)[e(1)] in [e(2), e(3)]: e("body")
with b(1) as b(2).x, b(3) as b(4)[e(1)]: e(5)
y = [e(1) for _ in b(1) for _ in b(2)]
if b(1) and b(2) or b(3): e(1)
raise ValueError(e(1)) from KeyError(e(2))
match e(1), e(2):\\n case 2, _: pass\\n case 1, 2 if e(3): e(4)
try: raise KeyError\\nexcept e(ValueError): pass\\nexcept (e(TypeError), e(KeyError)): e(2)\\nfinally: e(3)
@e\\n@b(1)\\nclass C(b(2).x or object, metaclass=e(type)): e(1); z = e(2)""".splitlines():
    box.names.clear()
    print(source, end=" => ")
    try:
        exec(source.replace("\\n", "\n"))
    except Exception as error:
        print("!!", type(error).__name__, error, end="")
    print()
