def f(): pass
def f(a, b=1, *c, d, e=2, **f): pass
def f(a, /, b, *, c): pass
def f(a, b=1, /, c=2, *, d, e=3): pass
def f(a=1, /): pass
def f(*, a, **b): pass
def f(*a: *b): pass
def f(a: int, *b: str, c: float = 1.0, **d: dict[str, int]) -> list[int]: pass
def f(a, b,): pass
def f(*a,): pass
def f(**a,): pass
async def f(a): return await a
@a
@b.c(d)
@(e := f)
@g[h]
def f(): pass
@a
async def f(): pass
@a
class C: pass
class C(): pass
class C(A, *B, metaclass=M, **k):
    x: int = 1
    def f(self): pass
def f[T](a: T) -> T: pass
def f[T: int, *Ts, **P](): pass
def f[T: (int, str) = int, *Ts = *tuple[int], **P = [int]](): pass
class C[T](Base[T]): pass
class C[*Ts]: pass
x = lambda: a
x = lambda a, b=1, *c, d, e=2, **f: g
x = lambda a, /, b, *, c: d
x = lambda *, a: lambda b: c
x = lambda *a, **b: (a, b)
x = lambda a=lambda: b: a
