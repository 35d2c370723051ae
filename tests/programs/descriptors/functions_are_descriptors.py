class A:
    def method(self): return "method of", type(self).__name__


def free(self): return "free", self


a = A()
bound = free.__get__(a, A)
print(bound() == ("free", a), type(bound).__name__, free.__get__(None, A) is free)
print(A.method(a), A.__dict__["method"].__get__(a)(), A.method is A.__dict__["method"])
A.added = free
A.builtin = len
A.typed = int
A.partial = staticmethod(free)
print(a.added() == ("free", a), a.typed("5"), a.partial(3))
try:
    a.builtin()
except TypeError as error:
    print(error)
try:
    free.__get__(None, None)
except TypeError as error:
    print(error)
a.own = free
print(a.own(1))
for descriptor in (str.upper, int.real, A.__dict__["method"], str.__dict__["maketrans"], int.__add__, (5).__add__,
    A.__dict__["__dict__"], dict.fromkeys, len):
    print(type(descriptor).__name__, hasattr(descriptor, "__get__"), hasattr(descriptor, "__set__"),
        getattr(descriptor, "__name__", None))
for action in (lambda: str.upper(5), lambda: str.upper(), lambda: int.__add__("a", 1), lambda: int.__add__(1),
    lambda: list.append(1, 2), lambda: dict.fromkeys(), lambda: str.upper.__get__(5), lambda: int.real.__get__("a"),
    lambda: (5).__add__()):
    try:
        print(action())
    except TypeError as error:
        print(error)
