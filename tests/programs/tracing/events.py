"""Which events a trace function sees, where, in which order."""
import sys
def show(frame, event, arg):
    if frame.f_code.co_filename != __file__: return show
    if event == 'exception': arg = (arg[0].__name__, repr(arg[1]), arg[2].tb_lineno if arg[2] else None)
    line = frame.f_lineno and frame.f_lineno - frame.f_code.co_firstlineno
    print('  ', frame.f_code.co_name, event, line, frame.f_lasti, repr(arg).split(' at 0x')[0])
    return show
def run(f, *a):
    print(f.__name__)
    sys.settrace(show)
    try:
        f(*a)
    except BaseException as e:
        sys.settrace(None)
        print('   ->', repr(e))
    sys.settrace(None)
def gen():
    yield 1
    yield 2
    yield 3
    yield 4
def forgen():
    for i in gen():
        pass
def genret():
    yield 1
    return 5
def forgenret():
    for i in genret():
        pass
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration
        return self.n
def forit():
    for i in It():
        pass
def deleg():
    x = yield from genret()
    yield x
def fordeleg():
    for i in deleg():
        pass
def thrower():
    g = gen()
    next(g)
    try:
        g.throw(ValueError('x'))
    except ValueError:
        pass
def handler_gen():
    while True:
        try:
            yield 1
        except ValueError:
            yield 2
        finally:
            pass
def thrower2():
    g = handler_gen()
    next(g)
    g.throw(ValueError('x'))
    g.close()
def one(): 
    for i in range(3): i
def tight():
    i = 0
    while i < 3: i += 1
def wh():
    while True:
        break
    i = 3
    while i:
        i -= 1
def exc():
    try:
        1/0
    except ZeroDivisionError as e:
        x = 1
    finally:
        y = 2
    return x
def exc2():
    try:
        raise ValueError
    finally:
        y = 2
def reraise():
    try:
        try:
            1/0
        except TypeError:
            pass
    except ZeroDivisionError:
        raise
class CM:
    def __enter__(self): return self
    def __exit__(self, *a):
        return True
def withs():
    with CM() as c:
        x = 1
    with CM():
        1/0
    return 3
def multi():
    return max(
        1,
        2,
        len(
          'a'))
def comp():
    a = [x
         for x in range(2)
         if x]
    b = {k: v for k, v in [(1, 2)]}
    c = list(x for x in range(2))
    return a
def klass():
    class A:
        x = 1
        def f(self): 
            return self
    A().f()
def deco():
    @staticmethod
    @property
    def f(): pass
    return f
def match_(v):
    match v:
        case 1:
            return 1
        case [a, b]:
            return a
        case _:
            pass
async def co():
    return 1
async def co2():
    x = await co()
    async with ACM() as y:
        z = 1
    async for i in agen():
        j = i
    return x
class ACM:
    async def __aenter__(self): return 1
    async def __aexit__(self, *a): return None
async def agen():
    yield 1
    yield 2
def runco():
    c = co2()
    try:
        c.send(None)
    except StopIteration as e:
        return e.value
def ifs(x):
    if x:
        a = 1
    elif not x:
        a = 2
    else:
        a = 3
    b = 1 if x else 2
    return a
def lam():
    f = lambda x: x + 1
    return f(1)
def native():
    sorted([3, 1, 2], key=lambda x: -x)
def nothing(): pass
def docstring():
    """doc"""
def glob():
    global G
    G = 1
def imp():
    import math
def dels():
    x = 1
    del x
def asserts():
    assert 1
    try:
        assert 0, "msg"
    except AssertionError: pass
def trystar():
    try:
        raise ExceptionGroup("a", [ValueError(1), TypeError(2)])
    except* ValueError:
        a = 1
    except* TypeError:
        b = 2
def retfin():
    try:
        return 1
    finally:
        a = 2
def cont():
    for i in range(2):
        if i: continue
        a = 1
    else:
        b = 1
for f, *a in [(forgen,), (forgenret,), (forit,), (fordeleg,), (thrower,), (thrower2,), (one,), (tight,), (wh,), (exc,), (exc2,), (reraise,), (withs,), (multi,), (comp,), (klass,), (deco,), (match_, 1), (match_, [1, 2]), (match_, 5), (runco,), (ifs, 1), (ifs, 0), (lam,), (native,), (nothing,), (docstring,), (glob,), (imp,), (dels,), (asserts,), (trystar,), (retfin,), (cont,)]:
    run(f, *a)
