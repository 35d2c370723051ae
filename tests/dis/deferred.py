# With this import annotations are strings.
from __future__ import annotations
x: int
y: list[int] = []
if x:
    z: int
def ann():
    a: int = 1
    b: str
    c.d: int
    e[f]: int
    (g): int = 2

def f(a: int, b: "str" = 1, *c: a.b[c], d: lambda x: x + 1, **e: {1: 2, **f}) -> (g if a else b):
    x: f"{a!r:>{b}}" = 1


class A[T: int]:
    x: T | None
    y: [i for i in T if -i ** 2]
