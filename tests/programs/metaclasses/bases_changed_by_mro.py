ready = False


class Meta(type):
    def mro(cls):
        global ready
        if ready and cls.__name__ == "C":
            ready = False
            C.__bases__ = (B2,)
        return type.mro(cls)


class A(metaclass=Meta): pass
class B1(A): pass
class B2(A): pass
class C(A): pass


ready = True
C.__bases__ = (B1,)
B1.__bases__ = (C,)
print(C.__bases__, B2.__subclasses__(), B1.__subclasses__(), B1.__bases__, C.__subclasses__(), A.__subclasses__())
print(C.__mro__, B1.__mro__)


class Error(Exception): pass


class Meta(type):
    def mro(cls):
        global ready
        if ready and cls.__name__ == "C":
            if C.__bases__ == (B2,):
                ready = False
            else:
                C.__bases__ = (B2,)
                raise Error
        return type.mro(cls)


class A(metaclass=Meta): pass
class B1(A): pass
class B2(A): pass
class C(A): pass


ready = True
try:
    C.__bases__ = (B1,)
except Error:
    print("error")
B1.__bases__ = (C,)
print(C.__bases__, B2.__subclasses__(), B1.__subclasses__(), B1.__bases__, C.__subclasses__(), A.__subclasses__())
print(C.__mro__ == tuple(type.mro(C)))
