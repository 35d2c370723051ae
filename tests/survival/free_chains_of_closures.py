N = 300_000


def close(inner):
    def f(): return inner
    return f


f = None
for _ in range(N):
    f = close(f)
f = None
for _ in range(N):
    f = lambda inner=f: inner
f = None
for _ in range(N):
    def f(*, inner=f): return inner
f = None


class A:
    def method(self): pass


bound = A()
for _ in range(N):
    bound = type(A().method)(close, bound)
bound = None
Cell = type(close(1).__closure__[0])
cell = None
for _ in range(N):
    cell = Cell(cell)
cell = None
for _ in range(N):
    f = staticmethod(f)
f = None
for _ in range(N):
    f = property(f)
f = None
print("survived")
