import gc, _weakref
def g():
    class A: pass
    return _weakref.ref(A)
def h():
    def f(): return f
    return _weakref.ref(f)
def k():
    class B:
        __slots__ = ('x',)
        @property
        def p(self): return B
        @classmethod
        def c(cls): return super().c
    return _weakref.ref(B)
def m():
    def gen(): 
        yield it
    it = gen()
    next(it)
    return _weakref.ref(it)
def n():
    class X: pass
    x = X(); x.it = iter([x]); x.d = {1: x}; x.dk = x.d.keys(); x.mp = type.__dict__['__dict__'].__get__(X); x.t = (x,); x.s = {x}; x.m = x.__init__; x.bm = x.t.index; x.mv = None
    x.z = zip([x]); x.mm = map(None, [x]); x.e = enumerate([x]); x.r = reversed([x]); x.f = filter(None, [x]); x.sl = slice(x); x.it2 = iter({1:x}.values()); x.it3=iter({x}); x.c = iter(lambda: x, 1); x.ga = list[x]; x.rr = _weakref.ref(x, lambda r, x=x: None)
    return _weakref.ref(x)
def o():
    class E(Exception): pass
    e = E(); e.me = e
    try: raise e
    except E as e2: e.tb = e2
    return _weakref.ref(e)
def p():
    class X: pass
    x = X(); x.a = memoryview(bytearray(5)); 
    import itertools
    x.c = itertools.chain([x]); x.cy = itertools.cycle([x]); x.t = itertools.tee([x]); x.co = itertools.count(1); x.is_ = itertools.islice([x], 3); x.g = itertools.groupby([x]); x.p = itertools.product([x]); x.rp = itertools.repeat(x); x.sm = itertools.starmap(None, [x]); x.tw = itertools.takewhile(None, [x]); x.ac = itertools.accumulate([x]); x.zl = itertools.zip_longest([x])
    return _weakref.ref(x)
def q():
    class M(type): pass
    class A(metaclass=M): 
        def f(self): return __class__
    class B(A): pass
    A.b = B
    return _weakref.ref(A)
def s():
    class T[X]: 
        x: X
        type Y = X
        def f[Z: T](self): pass
    return _weakref.ref(T)
def v():
    async def co(): pass
    async def ag(): yield x
    class X: pass
    x = X(); x.ag = ag(); x.fr = (lambda: (yield x))(); next(x.fr); x.frame = x.fr.gi_frame; x.code = x.fr.gi_code
    return _weakref.ref(x)
def w():
    import _functools, _collections, _operator
    class X: pass
    x = X(); x.p = _functools.partial(print, x); x.d = _collections.deque([x]); x.dd = _collections.defaultdict(lambda: x); x.i = _operator.itemgetter(x); x.di = iter(x.d)
    return _weakref.ref(x)
for f in (g, h, k, m, n, o, p, q, s, v, w):
    try: r = f()
    except Exception as e: print(f.__name__, type(e), e); continue
    gc.collect(); gc.collect()
    print(f.__name__, r())
