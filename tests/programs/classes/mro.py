class X: pass
class Y: pass
class A(X, Y): pass
class B(Y, X): pass


def names(cls): return [c.__name__ for c in cls.__mro__]


print(names(A), names(B), names(A) == [c.__name__ for c in A.mro()])
for bases in ((A, B), (X, A), (object, X), (X, X), (5,), (int, str), (bool,), (type(None),), (X, None), (type(len),),
    (range,), (slice,)):
    try:
        print(names(type("T", bases, {})))
    except TypeError as error:
        print(error)


class Root:
    def run(self): return ["Root"]
class Left(Root):
    def run(self): return ["Left"] + super().run()
class Right(Root):
    def run(self): return ["Right"] + super().run()
class Mixin:
    def run(self): return ["Mixin"] + super().run()
class All(Mixin, Left, Right): pass


print(All().run(), names(All))
try:
    Mixin().run()
except AttributeError as error:
    print(error)


class O: pass
class E(O): pass
class F(O): pass
class G(O): pass
class H(E, F): pass
class I(F, G): pass
class J(H, I): pass
print(names(J))
