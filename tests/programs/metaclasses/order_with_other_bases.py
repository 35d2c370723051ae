# A metaclass's `mro` names classes that are not among the bases; changes to them show at once.


class Stranger:
    def speak(self):
        return "stranger"

    word = ["first"]


class Free(type):
    def mro(cls):
        usual = super().mro()
        return [cls, Stranger, *usual[1:]] if cls.__name__ == "Chosen" else usual


class Root:
    depth = 0


class Middle(Root):
    pass


class Chosen(Middle, metaclass=Free):
    pass


class Below(Chosen):
    pass


def use(one):
    return one.speak(), one.word, one.depth


for one in (Chosen(), Below()):
    for _ in range(100):
        use(one)
    print(use(one))
print([c.__name__ for c in Below.__mro__], Stranger.__subclasses__(), Middle.__subclasses__())

one, below = Chosen(), Below()
for step in range(3):
    Stranger.speak = lambda self, step=step: f"changed {step}"
    Stranger.word = [step] * step
    Root.depth += 1
    rubbish = [[i] for i in range(2000)]
    for _ in range(100):
        use(one), use(below)
    print(use(one), use(below))
del Stranger.speak
try:
    use(below)
except AttributeError as error:
    print(error)
Stranger.speak = lambda self: "again"
print(use(below))


class Other:
    depth = "other"


Chosen.__bases__ = (Other, Middle)
print([c.__name__ for c in Below.__mro__], use(below), Other.__subclasses__())
Other.depth = "changed"
print(use(below))
Chosen.__bases__ = (Stranger,)
print([c.__name__ for c in Below.__mro__], Stranger.__subclasses__(), Other.__subclasses__())
Chosen.__bases__ = (Middle,)
Stranger.word = "still heard"
print(use(below), Stranger.__subclasses__())


class Tangled(type):
    def mro(cls):
        known = [c for c in (globals().get("A"), globals().get("B")) if c]
        return [cls, *[c for c in known if c is not cls], object]


class A(metaclass=Tangled):
    a = 1


class B(metaclass=Tangled):
    b = 2


A.__bases__ = A.__bases__[:]
print(A.__mro__, B.__mro__)
for _ in range(100):
    A.b, B.a
B.b, A.a = 3, 4
print(A.b, B.a)
