class A:
    def who(self): return "A"
class B:
    def who(self): return "B"
class Base(A): pass
class Child(Base):
    def who(self): return "Child of " + super().who()


child = Child()
print(child.who())
Base.__bases__ = (B,)
print(child.who(), [c.__name__ for c in Child.__mro__], A.__subclasses__(), B.__subclasses__() == [Base])
for bases in ((), [A], (int,), (Child,), (5,), (A, A), (object, A), (dict,)):
    try:
        Base.__bases__ = bases
        print("allowed", bases)
    except TypeError as error:
        print(error)
try:
    object.__bases__ = (A,)
except TypeError as error:
    print(error)
try:
    del Base.__bases__
except TypeError as error:
    print(error)
print(child.who())
Child.__bases__ = (A, B)
print(child.who())
