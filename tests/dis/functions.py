# Parameters, defaults, annotations, cells, nonlocal and global names.
def f(a, b, /, c, d=1, *args, e, f=2, **kw) -> int:
    "doc"
    global gg
    x = a
    def inner():
        nonlocal x
        x = 2
        return x, a, __class__
    class C:
        y = x
        def m(self): return super().m(), super(C, self).n, x, __class__
        z = [x for _ in y]
        w = [y for y in z if y]
        v = lambda self: self.v
        def __init__(self): self.p = self.__q = 1
        def n(self):
            self.r: int = 1
            self.s += 1
            del self.t
            def k(): self.uu = 1
            (self.a1, self.b1) = 1, 2
            for self.c1 in x: pass
            with x as self.d1: pass
        __slots__ = ('a',)
        __private: int
        def __mm(self, __a, *, __b=1): return __a, self.__c, __x.__y
    del x
    return inner


def kwdef(*, a=1, b, c=2): pass


def gl():
    global g1, g2
    g1 = 1
    del g2
    g1 += 1
    for g2 in g1: pass
    import g1
    class g2: pass
    def g1(): pass


def doc():
    """
    a
      b
    """


@deco
def decorated(): pass


@a.b[c]
async def decorated2(): pass
