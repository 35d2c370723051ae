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
# type params & annotations
def ta():
    def f[T: int, *Ts, **P](x: T, y: "undefined") -> Ts: pass
    return [f.__type_params__, f.__annotations__, [p.__bound__ if hasattr(p, '__bound__') else None for p in f.__type_params__], f.__type_params__[0].__default__ is not None]
t('tp', ta)
def tb():
    class A[T = int, *U = *tuple[int, ...], **P = [int]]:
        x: T
        def m[V](self, a: V) -> T: return a
    return [A.__type_params__[0].__default__, A.__type_params__[1].__default__, A.__type_params__[2].__default__, A[int], A.__orig_bases__, A.__mro__[1:], A.__annotations__, A.m.__annotations__, A.__parameters__]
type Alias[T] = list[T] | None
t('alias', lambda: [Alias, Alias.__name__, Alias.__value__, Alias.__type_params__, Alias[int], Alias[int].__args__, Alias.__module__])
type Rec = int | list[Rec]
t('rec', lambda: Rec.__value__)
type Bad = undefined_name
t('bad', lambda: Bad.__value__)
t('typevar', lambda: [repr(p) for p in Alias.__type_params__])
def an():
    x: int = 1
    class B:
        a: int
        b: undefined
    try: B.__annotations__
    except NameError as e: return [str(e), B.__annotate__(2) if 0 else None]
t('an', an)
class AA:
    a: int = 5
    b: 'str'
    c: list[int]
t('ann', lambda: [AA.__annotations__, AA.__annotate__(1), AA.__dict__.get('__annotations__')])
t('ann', lambda: AA.__annotate__(2))
t('ann', lambda: AA.__annotate__(7))
def fa(a: int, *b: str, c: float = 1, **d: bytes) -> None: pass
t('fann', lambda: [fa.__annotations__, fa.__annotate__(1)])
def sa():
    fa.__annotations__ = {'x': 1}
    r = [fa.__annotations__, fa.__annotate__]
    del fa.__annotations__
    r.append(fa.__annotations__)
    return r
t('setann', sa)
t('setann', lambda: setattr(fa, '__annotations__', 1))
t('setann', lambda: setattr(fa, '__annotate__', 1))
t('fattr', lambda: setattr(fa, '__defaults__', 1))
t('fattr', lambda: setattr(fa, '__kwdefaults__', 1))
t('fattr', lambda: setattr(fa, '__code__', 1))
t('fattr', lambda: setattr(fa, '__name__', 1))
t('fattr', lambda: setattr(fa, '__qualname__', 1))
t('fattr', lambda: setattr(fa, '__dict__', 1))
t('fattr', lambda: setattr(fa, '__closure__', 1))
t('fattr', lambda: setattr(fa, '__globals__', 1))
t('fattr', lambda: setattr(fa, '__type_params__', 1))
t('fattr', lambda: delattr(fa, '__name__'))
t('fattr', lambda: delattr(fa, '__module__'))
t('fattr', lambda: fa.__module__)
t('fattr', lambda: delattr(fa, 'zz'))
def cl():
    a = 1
    def g(): return a
    return [g.__closure__[0].cell_contents, repr(g.__closure__[0])[:12], g.__code__.co_freevars, g.__code__.co_cellvars]
t('cl', cl)
def cl2():
    def g(): return a
    try: g()
    except NameError as e: r = [str(e)]
    try: g.__closure__[0].cell_contents
    except ValueError as e: r.append(str(e))
    a = 1
    del a
    try: g()
    except NameError as e: r.append(str(e))
    return r
t('cl2', cl2)
def codeset():
    a = 1
    def g(): return a
    def h(): return 1
    g.__code__ = h.__code__
t('codeset', codeset)
# locals, frames
def lo():
    x = 1
    l = locals()
    l['x'] = 5; l['new'] = 1
    f = sys._getframe()
    f.f_locals['x'] = 7
    f.f_locals['y2'] = 3
    return [x, sorted(locals()), 'y2' in f.f_locals, type(f.f_locals).__name__, f.f_code.co_name, f.f_lineno > 0, f.f_back.f_code.co_name, len(f.f_locals)]
t('lo', lo)
def lo2():
    return [locals() for i in range(1)], [i for i in range(2) if locals()]
t('lo2', lo2)
class LC:
    y = 1
    z = [locals().keys() - {'x'} for x in (1,)]
t('lo3', lambda: sorted(LC.z[0]))
def ge():
    exec('q = 5'); 
    try: return q
    except NameError as e: return str(e)
t('ge', ge)
t('eval', lambda: eval('[x for x in y]', {'y': [1]}))
t('eval', lambda: [eval(' 1+1 '), eval(b'2'), eval(compile('3', '', 'eval'))])
t('eval', lambda: eval('1;2'))
t('eval', lambda: eval(''))
t('eval', lambda: exec('return 1'))
t('comp', lambda: compile('a b', 'f', 'exec'))
t('comp', lambda: [compile('1', 'f', 'single').co_name, compile('1', 'f', 'eval').co_consts])
t('code', lambda: [(c := fa.__code__).co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_varnames, c.co_flags, c.co_name, c.co_qualname, c.co_firstlineno > 0])
# unpacking, calls
t('call', lambda: fa())
t('call', lambda: fa(1, a=2))
t('call', lambda: (lambda a, b, c: 0)(1))
t('call', lambda: (lambda a, b, c: 0)())
t('call', lambda: (lambda a, b: 0)(1, 2, 3))
t('call', lambda: (lambda a, b=1: 0)(1, 2, 3))
t('call', lambda: (lambda: 0)(1))
t('call', lambda: (lambda *, a, b: 0)())
t('call', lambda: (lambda *, a: 0)(1))
t('call', lambda: (lambda x, *, a: 0)(1, 2, a=1))
t('call', lambda: (lambda a, /: 0)(a=1))
t('call', lambda: (lambda a, /, b: 0)(a=1, b=2))
t('call', lambda: (lambda a: 0)(b=1))
t('call', lambda: (lambda abc: 0)(abd=1))
t('call', lambda: (lambda a: 0)(1, **{'a': 2}))
t('call', lambda: (lambda a: 0)(**{1: 2}))
t('call', lambda: (lambda a: 0)(**1))
t('call', lambda: (lambda a: 0)(*1))
t('call', lambda: dict(**{'a': 1}, a=2))
t('call', lambda: (lambda **k: k)(**{'a': 1}, **{'a': 2}))
class MD(dict):
    def keys(self): return ['x', 'x']
    def __getitem__(self, k): return 1
t('call', lambda: (lambda **k: k)(**MD()))
class KM:
    def keys(self): return ['x', 'x']
    def __getitem__(self, k): return 1
t('call', lambda: (lambda **k: k)(**KM()))
t('call', lambda: {**KM()})
t('call', lambda: {**1})
t('call', lambda: [*1])
class BK:
    def keys(self): raise AttributeError('inner')
t('call', lambda: (lambda **k: k)(**BK()))
t('call', lambda: {**BK()})
t('callm', lambda: AA().nope())
t('callm', lambda: 'a'.joiin())
t('callm', lambda: None.x)
t('callm', lambda: AA(1))
t('subs', lambda: {}[[]])
t('subs', lambda: {1: 2}[3])
t('subs', lambda: 'a'[5])
t('subs', lambda: int['a'])
t('subs', lambda: list['a'])
t('subs', lambda: len[0])
t('op', lambda: 1 + 'a')
t('op', lambda: 'a' + 1)
t('op', lambda: [] + ())
t('op', lambda: () + [])
t('op', lambda: b'' + '')
t('op', lambda: -'a')
t('op', lambda: 1 < 'a')
t('op', lambda: 1 in 2)
t('op', lambda: 'a' in 1)
t('op', lambda: 1 in 'a')
t('op', lambda: [] < 1)
t('op', lambda: {} | 1)
t('op', lambda: 1 @ 2)
t('op', lambda: 1 // 0)
t('op', lambda: 1.0 % 0)
t('op', lambda: 1j / 0)
t('op', lambda: 1j // 1)
t('op', lambda: 1j < 2j)
t('op', lambda: divmod(1, 0.0))
t('op', lambda: 0 ** -1)
t('op', lambda: 0.0 ** -1)
t('op', lambda: (-8) ** 0.5)
t('op', lambda: 2 ** 1000000000000 if 0 else 1 << -1)
t('iter', lambda: iter(type('NI', (), {'__iter__': lambda s: 1})()))
t('iter', lambda: list(type('NI', (), {'__iter__': None})()))
t('iter', lambda: [x for x in 5])
t('ctx', lambda: exec('with 1: pass'))
t('ctx', lambda: exec('with type("E", (), {"__enter__": 1})(): pass'))
t('unp', lambda: exec('a, b = 1'))
t('unp', lambda: exec('a, b = [1]'))
t('unp', lambda: exec('a, b = [1,2,3]'))
t('unp', lambda: exec('a, *b, c = [1]'))
t('del', lambda: exec('del zz'))
t('name', lambda: zz)
t('imp', lambda: exec('from sys import zz'))
t('imp', lambda: exec('import zz.yy'))
t('imp', lambda: exec('from . import zz'))
t('imp', lambda: exec('import sys.zz'))
t('raise', lambda: exec('raise 1'))
t('raise', lambda: exec('raise'))
t('raise', lambda: exec('raise ValueError from 1'))
t('assert', lambda: exec('assert 0, "msg"'))
t('assert', lambda: exec('assert 0'))
t('exc', lambda: exec('try: 1/0\nexcept 1: pass'))
t('exc', lambda: exec('try: 1/0\nexcept* ExceptionGroup: pass'))
t('exc', lambda: exec('try: 1/0\nexcept* 1: pass'))
t('glob', lambda: exec('global x\ndef f():\n  x = 1\n  global x'))
t('match', lambda: exec('match 1:\n case int(1, 2): pass'))
t('match', lambda: exec('class P: __match_args__ = 1\nmatch P():\n case P(1): pass'))
t('match', lambda: exec('class P: __match_args__ = (1,)\nmatch P():\n case P(1): pass'))
t('match', lambda: exec('class P: __match_args__ = ("a",)\nmatch P():\n case P(1, a=2): pass'))
t('match', lambda: exec('match 1:\n case sys(): pass', {'sys': sys}))
t('match', lambda: exec('match {"a":1}:\n case {"a": 1, **k}: print(k)'))
t('fmt', lambda: '{:d}'.format('a'))
t('fmt', lambda: '{:s}'.format(1))
t('fmt', lambda: '{!x}'.format(1))
t('fmt', lambda: '{'.format(1))
t('fmt', lambda: '}'.format(1))
t('fmt', lambda: '{0}{}'.format(1))
t('fmt', lambda: '{1}'.format(1))
t('fmt', lambda: '{a.b}'.format(a=1))
t('fmt', lambda: '{a[b]}'.format(a=[1]))
t('fmt', lambda: '{:,_}'.format(1))
t('fmt', lambda: '{:5.2d}'.format(1))
t('fmt', lambda: '{:z}'.format(1))
t('fmt', lambda: f'{1:{2}.{3}}')
t('fmt', lambda: '%d' % 'a')
t('fmt', lambda: '%(a)d' % 1)
t('fmt', lambda: '%(a)d' % {})
t('fmt', lambda: '%d %d' % 1)
t('fmt', lambda: '%d' % (1, 2))
t('fmt', lambda: '%y' % 1)
t('fmt', lambda: '%' % 1)
t('fmt', lambda: '%c' % 'ab')
t('fmt', lambda: '%*d' % ('a', 1))
t('fmt', lambda: b'%s' % 'a')
t('fmt', lambda: format(1, '=+010,.2f') + format('x', '^5') + format(1.5, 'e') + format(255, '#x') + format(1e10, 'g'))
