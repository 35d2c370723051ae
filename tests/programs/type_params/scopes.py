T = "global T"


class C[T]:
    x = T
    names = [T for _ in range(1)]

    def method(self): return T
    def generic[T](self): return T

    class Inner:
        y = T


print(C.x is C.__type_params__[0], C.names[0] is C.x, C().method() is C.x, C().generic() is C.x, C.Inner.y is C.x, T)


def f[T](default=T):
    def inner(): return T
    return default, inner()


default, inner = f()
print(default, inner is f.__type_params__[0], f.__name__, f.__qualname__, C.method.__qualname__, C.__name__)


@(lambda fn: print("decorating", fn.__name__) or fn)
def g[T: print("bound evaluated")](a: T = print("default evaluated")): return T


print(g().__bound__)
type A = T
print(A.__value__)


def outer[X]():
    x = 1

    class D[Y](dict[Y, Y]):
        def m(self): return X, Y, x
    return D


D = outer()
print(D.__bases__, [str(v) for v in D().m()], D.__orig_bases__)


class Shadow[T]:
    T = 5
    x = T
    def m(self): return T


print(Shadow.x, Shadow().m() is Shadow.__type_params__[0], Shadow.T)
try:
    class Bad[T](undefined_base): pass
except NameError as error:
    print(error)
type Recursive[T] = T | list[Recursive[T]]
print(Recursive.__value__, Recursive[int])
for attribute in ("__value__", "__name__", "__type_params__"):
    try:
        setattr(A, attribute, 1)
    except AttributeError as error:
        print(error)
