class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(x):
    a = D("a"); b = D("b")
    c = 5
f(D("x"))
print('--')
def g():
    a = D("ga"); b = D("gb")
    yield
    1/0
k = g(); next(k); del k
print('--')
k = g(); next(k)
try: next(k)
except ZeroDivisionError: pass
del k
print('--')
def h():
    a = D("ha"); b = D("hb")
    raise KeyError
try: h()
except KeyError: pass
print('--')
def i():
    a = D("a"); b = D("b")
    def j(): return a, b
i()
print('--')
class C:
    pass
c = C(); c.x = D('x'); c.y = D('y'); del c
d = {1: D('d1'), 2: D('d2')}; del d
s = (D('t1'), D('t2')); del s
l = [D('l1'), D('l2')]; del l
class S: __slots__ = ('a', 'b')
s = S(); s.b = D('sb'); s.a = D('sa'); del s
def fn(x=D('def1'), y=D('def2'), *, z=D('kw')): pass
fn.attr = D('attr')
del fn
print('--')
def vv(*a, **k): z = D('z')
vv(D(1), D(2), k=D(3), m=D(4))
def p():
    [D(i) for i in range(3)]
    x = [D(i) for i in 'ab']
    del x
p()
def q():
    yield D('y1')
    yield D('y2')
for z in q(): print('got')
del z
print([D('e')] and 5)
def r(a, b): return 1
r(D('r1'), D('r2'))
D('m').n + str(D('m2').n)
