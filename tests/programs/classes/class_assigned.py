class Draft:
    def publish(self):
        self.__class__ = Published
        return self

    def state(self): return "draft"


class Published:
    def state(self): return "published"


class Slotted:
    __slots__ = ("a",)


page = Draft()
page.title = "t"
print(page.state(), page.publish().state(), page.title, type(page).__name__)
for target, cls in ((page, Slotted), (page, int), (page, 5), (5, Draft), (Slotted(), Draft), (page, dict), ([], list),
    (object(), Draft)):
    try:
        target.__class__ = cls
        print("allowed", cls)
    except TypeError as error:
        print(error)
try:
    del page.__class__
except TypeError as error:
    print(error)


class Liar:
    @property
    def __class__(self): return int


print(isinstance(Liar(), int), isinstance(Liar(), Liar), type(Liar()).__name__, Liar().__class__)


class A:
    __slots__ = ("x", "y")
class B:
    __slots__ = ("x", "y")
class C:
    __slots__ = ("y", "z")


a = A()
a.x = 1
a.__class__ = B
print(type(a).__name__, a.x)
try:
    a.__class__ = C
except TypeError as error:
    print(error)
