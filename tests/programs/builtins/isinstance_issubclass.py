class A: pass
class B(A): pass


class Meta(type):
    def __instancecheck__(cls, x): return x == 42
    def __subclasscheck__(cls, c): return c is int


class M(metaclass=Meta): pass


print(isinstance(B(), A), isinstance(1, (str, int)), isinstance(1, (str, (float, (int,)))), isinstance(True, int),
    isinstance(1, int | str), isinstance(None, int | None), isinstance(42, M), isinstance(41, M), isinstance(M(), M),
    issubclass(int, M), issubclass(M, M), issubclass(B, (int, A)), issubclass(bool, int | str), issubclass(A, object),
    isinstance(A, type), isinstance(type, object), isinstance(5, object), isinstance(B, A))
print(isinstance(1, ()), issubclass(int, ()), isinstance(None, type(None)), issubclass(type, object),
    isinstance(Meta, type), type(M).__name__)
for action in (lambda: isinstance(), lambda: isinstance(1), lambda: isinstance(1, 2), lambda: isinstance(1, "int"),
    lambda: isinstance(1, (str, 2)), lambda: isinstance(1, [int]), lambda: isinstance(1, list[int]),
    lambda: isinstance(1, None), lambda: isinstance(1, int, str), lambda: issubclass(1, int), lambda: issubclass(int, 1),
    lambda: issubclass(int, (str, 5)), lambda: issubclass(int), lambda: issubclass(int, list[int]),
    lambda: issubclass(list[int], list), lambda: issubclass("a", str), lambda: isinstance(1, int | list[int]),
    lambda: isinstance([], int | list[int])):
    try:
        print(action())
    except TypeError as error:
        print(error)


class Fake:
    __class__ = B


print(isinstance(Fake(), A), type(Fake()) is B, issubclass(Fake, A))


class Bases:
    @property
    def __bases__(self): return (A,)


print(issubclass(Bases(), A))
