"""`__call__` of a metaclass may be any callable, not only a function."""
import typing


class ByType(type):
    __call__ = dict


class A(metaclass=ByType):
    pass


print(A(a=1), A([(1, 2)]), type(A()))


class ByClassMethod(type):
    @classmethod
    def __call__(cls, *args):
        return cls.__name__, args


class B(metaclass=ByClassMethod):
    def __init__(self):
        raise AssertionError


print(B(), [B(number) for number in range(3)])


class ByStaticMethod(type):
    __call__ = staticmethod(lambda *args: args)


class C(metaclass=ByStaticMethod):
    pass


print(C(1), [C(number) for number in range(3)])


class ByBuiltin(type):
    __call__ = max


class D(metaclass=ByBuiltin):
    pass


print(D(3, 9), D([1, 2]))


class Changing(type):
    pass


class E(metaclass=Changing):
    def __init__(self, value):
        self.value = value


def make(value):
    return E(value)


print([make(number).value for number in range(3)])
Changing.__call__ = lambda cls, *args: (cls.__name__, args)
print([make(number) for number in range(3)])
Changing.__call__ = type.__call__
print([make(number).value for number in range(3)])
del Changing.__call__
print([make(number).value for number in range(3)])


class Film(typing.TypedDict, total=False):
    title: str


film = Film(title="x")
print(type(film) is dict, film)
try:
    isinstance({}, Film)
except TypeError as error:
    print(error)
