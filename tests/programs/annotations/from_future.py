from __future__ import annotations


def f(a: int, b: list[undefined] = None, *, c: (1 + 1)) -> "quoted": pass


class C:
    x: int
    y: some.thing[here]
    z: lambda q: q
    t: f"{a}" = 1


v: x if y else z = 1
print(f.__annotations__, C.__annotations__, __annotations__)
print(C.__annotations__["z"], f.__annotations__["return"])
for source in ("x: a  +  b", "x: (a, b)", "x: a[1:2, ...]", "x: {'a': 1, **b}", "x: not a", "x: a if b else c",
    "x: [i for i in j if k]", "x: f(a, *b, c=1, **d)", "x: -1", "x: a < b <= c", "x: 'a' 'b'", "x: b'a'", "x: 1.5e10",
    "x: (yield_)", "x: a.b.c", "x: lambda *a, b=1, **c: 0", "x: {1, 2}", "x: ()", "x: (a,)", "x: a and b or c",
    "x: a ** -b", "x: ...", "x: {i: j async for i in k}" if 0 else "x: {i: j for i in k}", "x: (a for b in c)",
    "x: a @ b // c", "x: ~a | b ^ c & d", "x: a is not b not in c"):
    scope = {}
    exec("from __future__ import annotations\n" + source, scope)
    print(scope["__annotations__"])
