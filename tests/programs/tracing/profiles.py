"""Which events a profile function sees: calls of functions in Python and of builtin ones."""
import sys
me = __file__
def rep(x):
    if isinstance(x, tuple) and len(x) == 3 and isinstance(x[1], BaseException):
        tb = x[2]
        lines = []
        while tb:
            lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
            tb = tb.tb_next
        return (x[0].__name__, repr(x[1]), lines)
    if callable(x):
        return getattr(x, '__qualname__', '?') + ' ' + type(x).__name__
    return repr(x).split(' at 0x')[0]
def section(s):
    print('==', s)
log = []
def prof(frame, event, arg):
    log.append(('  ', frame.f_code.co_name, event, frame.f_lineno, frame.f_lasti, rep(arg)))
def run_prof(f):
    section(f.__name__)
    log.clear()
    sys.setprofile(prof)
    try: f()
    except BaseException as e:
        sys.setprofile(None); print('->', repr(e))
    sys.setprofile(None)
    for l in list(log): print(*l)
class A:
    def m(self): return 1
    @classmethod
    def c(cls): return 2
    @staticmethod
    def s(): return 3
    @property
    def p(self): return len('abc')
    def __call__(self): return 5
    def __len__(self): return 3
def p1():
    a = A()
    a.m(); a.c(); a.s(); a.p; a()
    len(a)
    [].append(1)
    list.append([], 1)
    'a'.upper()
    str.upper('a')
    int('3')
    max(1, 2, key=lambda x: x)
    sorted([2, 1], key=lambda x: -x)
    print(*[], end='')
    dict.fromkeys('ab')
    {}.get(1)
    m = [].append
    m(1)
    isinstance(1, int)
    (1).__add__(2)
    int.__add__(1, 2)
    abs(-1) + 1
    range(3); enumerate([])
    super
    getattr(a, 'm')()
    hasattr(a, 'zz')
    A.__subclasses__()
    object.__new__(A)
    type(a)
    a.__class__
    next(iter([1]))
def p2():
    int('x')
def p3():
    try:
        [].pop()
    except IndexError:
        pass
    try: len(5)
    except TypeError: pass
    try: 1/0
    except ZeroDivisionError: pass
def p4():
    def g():
        yield 1
        x = yield 2
        return 3
    for i in g(): pass
    it = g(); next(it)
    try: it.throw(ValueError)
    except ValueError: pass
    h = g(); next(h); h.close()
    sum(g())
    list(x for x in [1])
def p5():
    class B(Exception):
        def __init__(self, x): super().__init__(x)
    try: raise B(1)
    except B: pass
    len(*['abc'])
    sorted(*[[2, 1]], **{'reverse': True})
    exec('len("a")')
    eval('abs(-1)')
    import math
    math.sqrt(4)
    map(len, ['a']).__next__()
    list(map(len, ['a']))
for f in (p1, p2, p3, p4, p5): run_prof(f)
class Unusual:
    shown = classmethod(repr)
    size = len
    def __len__(self): return 2
def p6():
    Unusual().shown()
    Unusual.size(Unusual())
    f = [].append
    (lambda g: g(1))(f)
    try: 'a'.upper(1)
    except TypeError: pass
    try: len()
    except TypeError: pass
    'a'.split(sep=None)
    print(end='', *[''])
    max([1], **{'default': 2})
    (x for x in ()).close()
    list.__len__([])
    [].__len__()
    [1].__iter__().__next__()
    str.maketrans('a', 'b')
    bytes.fromhex('00')
    type.mro(int)
run_prof(p6)
