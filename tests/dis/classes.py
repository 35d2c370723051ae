# Class bodies, their hidden names, super().
@deco
@deco2(1)
class D1(B, *bs, k=1, **kw):
    "doc"
    x: int = 1
    y: 'str'
    (z): int
    a.b: int
    a[0]: int = 3
    if x:
        w: float
    for i in x:
        v: int = 2
    def f(self, a: int, *b: str, c: bytes = b'', **d: None) -> 'x': pass


class Empty: pass


class E2: x = 1


class Meth:
    @property
    def p(self): return self._p
    @p.setter
    def p(self, v): self._p = v
    @staticmethod
    def s(): return __class__
    x = __class__ if 0 else 1


class Outer:
    class Inner:
        def f(self): return super().f()
    async def g(self): return super().g
    def h(): return super()
    def i(*a): return super().x
