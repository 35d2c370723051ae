class Base:
    __secret = 1
    __dunder__ = 2
    _single = 3

    def __init__(self):
        self.__hidden = 4
        __local = 5
        self.seen = __local

    def read(self):
        return self.__hidden, self.__secret, Base.__secret

    def __method(self, __arg=6):
        return __arg

    def call(self):
        return self.__method(), self.__method(_Base__arg=7)


class __Odd:
    __x = 1


class Derived(Base):
    __secret = 10

    def both(self):
        return self.__secret, self._Base__secret


base = Base()
print(sorted(n for n in dir(base) if "secret" in n or "hidden" in n or "method" in n or "single" in n))
print(base.read(), base.call(), base.seen, Base.__dunder__)
print(Derived().both(), [n for n in vars(__Odd) if n.endswith("__x")])
try:
    base.__hidden
except AttributeError as error:
    print(error)


class ___:
    __name = 1


print([n for n in vars(___) if n == "__name"])


class Uses:
    def lookup(self):
        return __global


try:
    Uses().lookup()
except NameError as error:
    print(error)
_Uses__global = "found"
print(Uses().lookup(), getattr(base, "_Base__hidden"), hasattr(base, "__hidden"))


class Import:
    def f(self):
        global __made
        __made = 5
        def __inner(): return 1
        return __inner.__name__


print(Import().f(), _Import__made)
