# A change of a class shows in all that inherit from it, whoever looked before.
class A:
    x = 1
    def f(self): return "A.f"


class B(A): pass
class C(B): pass
class D(C, A): pass


c, d = C(), D()
for i in range(20):
    assert c.x == d.x == 1 and c.f() == d.f() == "A.f"
A.x = 2
print(c.x, d.x, C.x)
B.x = 3
print(c.x, d.x, A.x)
del B.x
print(c.x, d.x)
A.f = lambda self: "new"
print(c.f(), d.f())
A.__len__ = lambda self: 5
print(len(c), len(d))
del A.__len__
try:
    len(c)
except TypeError as e:
    print(e)
A.__getattr__ = lambda self, name: name
print(c.nothing, d.nothing)
A.__eq__ = lambda self, other: "equal"
print(c == 1, d == 2)
for i in range(300):
    setattr(A, f"y{i}", i)
    assert getattr(c, f"y{i}") == i
    delattr(A, f"y{i}")
print(c.y5)
