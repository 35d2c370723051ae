class M1(type): pass
class M2(type): pass
class M3(M1, M2): pass
class A(metaclass=M1): pass
class B(metaclass=M2): pass


for source in (
    "class C(A, B): pass",
    "class C(A, B, metaclass=M3): pass",
    "class C(A, metaclass=M2): pass",
    "class C(A, metaclass=type): pass",
    "class C(metaclass=5): pass",
    "class C(metaclass=object): pass",
    "class C(metaclass=M1, x=1): pass",
    "class C(x=1): pass",
    "class C(5): pass",
    "class C('a'): pass",
    "class C(None): pass",
    "class C(A()): pass",
    "class C(metaclass=M1, metaclass=M2): pass",
    "class C(*[A, B], **{'metaclass': M3}): pass",
    "class C(*5): pass",
    "class C(int, metaclass=lambda *a, **k: (a[0], k)): pass\nprint(C)",
):
    try:
        exec(source)
        print(source, "made", type(locals()["C"]).__name__)
    except (TypeError, SyntaxError) as error:
        print(type(error).__name__, error)


class BadPrepare(type):
    @classmethod
    def __prepare__(mcs, name, bases): return 5


try:
    class C(metaclass=BadPrepare): pass
except TypeError as error:
    print(error)


class NoPrepare:
    def __new__(cls, *args): return "made without prepare"


class D(metaclass=NoPrepare): pass


print(D)
