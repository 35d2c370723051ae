class Query:
    def __init__(self, parts=()): self.parts = tuple(parts)
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Query((*self.parts, name))
    def __call__(self, *args,
        **kwargs): return Query((*self.parts[:-1],
        f"{self.parts[-1]}({', '.join([*map(repr, args), *(f'{k}={v!r}' for k, v in kwargs.items())])})"))
    def __getitem__(self, key): return Query((*self.parts, f"[{key!r}]"))
    def __truediv__(self, other): return Query((*self.parts, f"/{other}"))
    def __rshift__(self, function): return function(str(self))
    def __str__(self): return ".".join(self.parts)
    def __or__(self, other): return f"{self} | {other}"
    def __invert__(self): return f"not {self}"
    def __pos__(self): return len(self.parts)
    def __contains__(self, part): return part in self.parts
    def __iter__(self): return iter(self.parts)
    def __lt__(self, other): return f"{self} < {other}"


q = Query()
print(q.select("a", "b").where(x=1)[5] / "end", q.a.b | q.c, ~q.x, +q.a.b.c, q.a >> len, "a" in q.a, list(q.p.r), q.a < 5,
    5 > q.a)
try:
    q._private
except AttributeError as error:
    print(error)
a, b = q.first.second
print(a, b, *q.one.two, f"{q.fmt}", [*q.x(1)])
q + 1
