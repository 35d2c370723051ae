# What sys.monitoring tells of branches, jumps, exceptions and their handlers, and single instructions; co_branches.
import sys
m = sys.monitoring
E = m.events
m.use_tool_id(2, 'p')
log = []
def cb(name):
    def f(code, *a):
        if code.co_name in NAMES: log.append((name, code.co_name) + tuple(x if isinstance(x, (int, str)) else type(x).__name__ for x in a))
    return f
NAMES = set()
names = ['PY_START','PY_RESUME','PY_RETURN','PY_YIELD','CALL','LINE','JUMP','BRANCH_LEFT','BRANCH_RIGHT','STOP_ITERATION','RAISE','EXCEPTION_HANDLED','PY_UNWIND','PY_THROW','RERAISE','C_RETURN','C_RAISE']
for n in names: m.register_callback(2, getattr(E, n), cb(n))
def run(f, *a, events=names):
    log.clear(); NAMES.clear(); NAMES.add(f.__name__); NAMES.add('inner')
    ev = 0
    for n in events: ev |= getattr(E, n)
    m.set_events(2, ev)
    try: r = f(*a)
    except BaseException as e: r = repr(e)
    m.set_events(2, 0)
    print('==', f.__name__, a, events if events is not names else '', r)
    base = f.__code__.co_firstlineno
    for l in log: print('  ', l if l[0] != 'LINE' else (l[0], l[1], l[2] - base))
B = ['BRANCH_LEFT', 'BRANCH_RIGHT', 'JUMP']
def f1(x):
    if x: return 1
    return 2
run(f1, 0); run(f1, 1)
def f2(n):
    for i in range(n):
        if i == 1: continue
        x = i
    else: y = 2
    return 3
run(f2, 3, events=B); run(f2, 0, events=B)
def f3(n):
    while n > 0:
        n -= 1
        if n == 2: break
    return n
run(f3, 4, events=B)
def f4(a, b):
    return a and b or (a if b else None)
run(f4, 0, 1, events=B); run(f4, 1, 0, events=B); run(f4, 1, 1, events=B)
def f5(x):
    if x is None: a = 1
    if x is not None: a = 2
    while x is None: x = 1
    return [i for i in range(2) if i]
run(f5, None, events=B); run(f5, 1, events=B)
def f6(x):
    match x:
        case [a, b]: return 1
        case {'k': v}: return 2
        case int(): return 3
        case _: return 4
run(f6, [1,2], events=B); run(f6, {'k':1}, events=B); run(f6, 4, events=B); run(f6, 'z', events=B)
def f7():
    try:
        1/0
    except ValueError: pass
    except ZeroDivisionError: a = 1
    finally: b = 2
    return 5
run(f7); run(f7, events=B)
def inner():
    yield 1
    x = yield 2
    return 3
def f8():
    r = 0
    for v in inner(): r += v
    return r
run(f8)
def f9():
    def inner():
        r = yield from [1, 2]
        return 4
    x = yield from inner()
    return x
def f10(): return list(f9())
def f10b():
    g = f9(); NAMES.add('f9')
    return list(g)
run(f10b)
def f11():
    try:
        try: raise ValueError('x')
        finally: y = 1
    except ValueError as e:
        raise KeyError from e
run(f11)
def f12():
    len([]); int('x')
run(f12)
def f13():
    g = inner(); next(g)
    try: g.throw(ValueError)
    except ValueError: pass
    g = inner(); next(g); g.close()
run(f13)
class C:
    def __enter__(self): return self
    def __exit__(self, *a): return True
def f15():
    with C(): 1/0
    return 'ok'
run(f15); run(f15, events=B)
async def co():
    async for x in agen():
        if x: y = x
    return [z async for z in agen()]
async def agen():
    yield 0
    yield 1
def f16():
    NAMES.add('co'); NAMES.add('agen')
    c = co()
    try: c.send(None)
    except StopIteration as e: return e.value
run(f16, events=B)
def f17(x):
    assert x, 'no'
    return x < 3 < 5 and not x
run(f17, 1, events=B); run(f17, 0, events=B)
def f18():
    it = iter([1])
    for a in it: pass
    for a, b in [(1, 2)]: pass
    while True:
        break
    return sum(x for x in (1, 2))
run(f18)
def f19():
    class A:
        def __getattr__(self, n): raise AttributeError
        def __iter__(self): return self
        def __next__(self): raise StopIteration
    for x in A(): pass
    return getattr(A(), 'x', 3), hasattr(A(), 'q'), next(A(), 5)
run(f19)
def f20(x):
    if x:
        pass
    elif not x:
        x = 3
    else: x = 4
    return x
m.register_callback(2, E.INSTRUCTION, cb('INSTRUCTION'))
run(f20, 0, events=['INSTRUCTION', 'LINE'])
run(f8, events=['INSTRUCTION'])
for f in (f1, f2, f3, f4, f5, f6, f7, f15, co, f17, f18): print(f.__name__, list(f.__code__.co_branches()))
# DISABLE
count = {}
def dis(name):
    def f(code, *a):
        if code.co_name == 'f2':
            count[name] = count.get(name, 0) + 1; return m.DISABLE
    return f
for n in B + ['LINE', 'PY_START', 'PY_RETURN', 'CALL']: m.register_callback(2, getattr(E, n), dis(n))
m.set_events(2, E.BRANCH_LEFT | E.BRANCH_RIGHT | E.JUMP | E.LINE | E.PY_START | E.PY_RETURN | E.CALL)
f2(5); print(count); f2(5); print(count); m.restart_events(); f2(5); print(count)
m.set_events(2, 0)
