import sys
def show(r):
    out = []; i = 0
    while True:
        j = r.find(' at 0x', i)
        if j < 0: out.append(r[i:]); break
        out.append(r[i:j+6]); i = j + 6
        while i < len(r) and r[i] in '0123456789abcdef': i += 1
    return ''.join(out)
def t(label, f, *a):
    try: r = repr(f(*a))
    except BaseException as e: r = f"{type(e).__name__}: {e}"
    print(label, '->', show(r))
import _weakref
class C: pass
c = C()
t('wr', lambda: [_weakref.ref(c), _weakref.proxy(c).__repr__()])
t('wr2', lambda: repr(_weakref.proxy(c)))
class N:
    @property
    def __name__(self): raise KeyError
n = N()
def f(): pass
t('wr4', lambda: _weakref.ref(f))
t('wrsub', lambda: [type('R', (_weakref.ref,), {})(c) is _weakref.ref(c), _weakref.ref(c) is _weakref.ref(c)])
def g():
    class A: pass
    return _weakref.ref(A)
import gc
t('print', lambda: print(1, sep=1, end=2, file=3, flush=4, foo=5))
t('print', lambda: print(1, foo=5))
t('round', lambda: round(1, 2, foo=3))
t('import', lambda: ImportError(name=1, path=2, foo=3))
t('module call', lambda: sys(1))
sys.sys = 1
t('module call', lambda: sys(1))
del sys.sys
import math
math.math = lambda: 1
t('module call', lambda: math())
t('flags', lambda: [bool(int.__flags__ & 1 << 10), bool(C.__flags__ & 1 << 9), bool(list.__flags__ & (1 << 25)), int.__flags__ & (1<<24) != 0, str.__flags__ & (1<<28) != 0, bool.__flags__ & (1<<10) != 0, C.__flags__ & (1<<10) != 0])
t('mro', lambda: type('X', (object, C), {}))
class D(C): pass
t('mro2', lambda: type('X', (C, D), {}))
t('slots', lambda: type('X', (), {'__slots__': ['a', 'a']}).__slots__)
t('slots', lambda: type('X', (), {'__slots__': ['1']}))
t('slots', lambda: type('X', (), {'__slots__': [1]}))
t('slots', lambda: type('X', (), {'__slots__': ['a'], 'a': 1}))
t('slots', lambda: type('X', (int,), {'__slots__': ['a']}))
t('slots', lambda: type('X', (), {'__slots__': 'abc'}).abc)
t('slots', lambda: type(type('X', (), {'__slots__': 'abc'}).abc))
t('slots', lambda: [type(type('X', (), {'__slots__': ['__dict__', '__weakref__']}).__dict__['__dict__'])])
t('slots', lambda: type('X', (), {'__slots__': {'a': 'doc a'}}).a.__doc__)
class S: __slots__ = ['__weakref__', 'x']
t('slots', lambda: S().x)
t('slots', lambda: S().y)
t('slots', lambda: setattr(S(), 'y', 1))
t('slots', lambda: S.x.__get__(1))
t('slots', lambda: S.x.__get__(None, S))
t('slots', lambda: [S.x.__name__, S.x.__qualname__, S.x.__objclass__])
t('qual', lambda: [dict.fromkeys.__qualname__, str.join.__qualname__, ''.join.__qualname__, int.__add__.__qualname__, (1).__add__.__qualname__, int.real.__qualname__, len.__qualname__, int.__new__.__qualname__])
class M(type): pass
t('setclass', lambda: setattr(C(), '__class__', int))
t('setclass', lambda: setattr(C(), '__class__', 1))
t('setclass', lambda: setattr(1, '__class__', int))
t('setclass', lambda: setattr(C(), '__class__', S))
t('setclass', lambda: delattr(C(), '__class__'))
t('setclass', lambda: setattr(C, '__class__', M))
t('setclass', lambda: setattr(object(), '__class__', C))
t('setdict', lambda: setattr(C(), '__dict__', 1))
t('setdict', lambda: C.__dict__['__dict__'].__get__(D()))
t('setdict', lambda: C.__dict__['__dict__'].__get__(S()))
t('bases', lambda: setattr(C, '__bases__', (int,)))
t('bases', lambda: setattr(D, '__bases__', (D,)))
t('bases', lambda: setattr(D, '__bases__', ()))
t('bases', lambda: setattr(D, '__bases__', 1))
t('bases', lambda: setattr(D, '__bases__', (1,)))
t('bases', lambda: setattr(int, '__bases__', (C,)))
t('bases', lambda: delattr(D, '__bases__'))
t('bases', lambda: setattr(D, '__bases__', (C, C)))
t('unsub', lambda: type('X', (bool,), {}))
t('unsub', lambda: type('X', (type(None),), {}))
t('unsub', lambda: type('X', (type(f),), {}))
t('unsub', lambda: type('X', (type(Ellipsis),), {}))
t('unsub', lambda: type('X', (range,), {}))
t('unsub', lambda: type('X', (slice,), {}))
t('unsub', lambda: type('X', (memoryview,), {}))
t('unsub', lambda: type('X', (type(sys._getframe()),), {}))
t('unsub', lambda: type('X', (type(c.__init__),), {}))
t('unsub', lambda: type('X', (type({}.keys()),), {}))
t('unsub', lambda: type('X', (type(iter([])),), {}))
t('unsub', lambda: type('X', (type(_weakref.proxy(c)),), {}))
t('unsub', lambda: type('X', (int, str), {}))
t('unsub', lambda: type('X', (1,), {}))
t('unsub', lambda: [type('X', (b,), {}).__mro__[1].__name__ for b in (int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, property, staticmethod, classmethod, super, enumerate, zip, map, filter, reversed, type, object, BaseException, type(sys))])
t('descrget', lambda: int.__add__.__get__(1)(2))
t('descrget', lambda: str.join.__get__(1))
t('descrget', lambda: int.real.__get__('a'))
t('descrget', lambda: dict.__dict__['fromkeys'].__get__(None, None))
t('descrget', lambda: dict.__dict__['fromkeys'].__get__({}, dict))
t('descrget', lambda: f.__get__(None, None))
t('descrget', lambda: f.__get__(1))
t('descrget', lambda: (lambda *a: a).__get__(1, int)(2))
t('cm', lambda: classmethod(f).__get__(None, C))
t('cm', lambda: [classmethod(f).__wrapped__ is f, classmethod(f).__dict__, staticmethod(f).__dict__])
t('cm', lambda: [repr(classmethod(f)), repr(staticmethod(f))])
t('sm', lambda: staticmethod(f)())
t('cm', lambda: classmethod(f)())
t('wrongslot', lambda: object.__add__)
t('wrongslot', lambda: int.__add__('a', 1))
t('wrongslot', lambda: int.__add__())
t('wrongslot', lambda: list.append(1, 2))
t('wrongslot', lambda: list.append())
t('hash', lambda: hash(type('H', (), {'__eq__': lambda s, o: 1})()))
t('hash', lambda: hash(type('H', (), {'__hash__': lambda s: 'a'})()))
t('setget', lambda: setattr(type('X', (), {'d': type('Dd', (), {'__get__': lambda s, o, c: 5})()})(), 'd', 1))
class DD:
    def __set__(s, o, v): o.__dict__['q'] = v
class XX: d = DD()
xx = XX(); xx.__dict__['d'] = 42
t('set no get', lambda: xx.d)
t('set no del', lambda: delattr(xx, 'd'))
t('getitem no set', lambda: type('Z', (), {'__getitem__': 1})()[0])
t('subclasses', lambda: [x.__name__ for x in C.__subclasses__()])
def rs():
    class P: pass
    class Q(P): pass
    r = [len(P.__subclasses__())]
    Q.__bases__ = (C,)
    r.append(len(P.__subclasses__()))
    return r
t('rs', rs)
t('doc', lambda: [type('X', (), {'__doc__': 'hello'}).__doc__, property(lambda s: 1, doc='d').__doc__, property(f).__doc__])
class PS(property): pass
def fd(s): "doc fd"
class PSlot(property): __slots__ = ()
t('propslot', lambda: PSlot(fd).__doc__)
t('prop', lambda: [property(fd).__name__, property().__isabstractmethod__])
class P2:
    @property
    def a(self): return 1
    b = property()
t('prop', lambda: setattr(P2(), 'a', 1))
t('prop', lambda: delattr(P2(), 'a'))
t('prop', lambda: P2().b)
t('prop', lambda: P2.a.__set_name__(1))
t('super', lambda: super(1, 2))
t('super', lambda: super(int, 'a'))
t('super', lambda: super(int))
t('super', lambda: super(D, D()))
t('super', lambda: super())
class SU:
    def m(self): return super().nope
    def n(self): del self; return super()
    def o(): return super()
t('super', lambda: SU().m())
t('super', lambda: SU().n())
t('super', lambda: SU.o())
t('getnewargs', lambda: type('X', (), {'__getnewargs__': lambda s: 'a'})().__reduce_ex__(2))
t('getnewargs', lambda: type('X', (), {'__getnewargs_ex__': lambda s: 'a'})().__reduce_ex__(2))
t('getstate', lambda: [C().__getstate__(), S().__getstate__(), [].__getstate__()])
