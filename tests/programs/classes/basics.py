class Animal:
    """An animal."""
    legs = 4

    def __init__(self, name):
        self.name = name

    def describe(self):
        return f"{self.name} has {self.legs} legs"


class Bird(Animal):
    legs = 2

    def describe(self):
        return super().describe() + " and wings"


cat, owl = Animal("cat"), Bird("owl")
print(cat.describe(), "|", owl.describe())
print(Animal.__name__, Animal.__qualname__, Animal.__module__, Animal.__doc__, Bird.__doc__)
print(Bird.__bases__, Bird.__base__, Bird.__mro__)
print(isinstance(owl, Animal), issubclass(Bird, (int, Animal)), isinstance(cat, Bird), type(owl) is Bird)
print(cat.__dict__, vars(owl), owl.__class__)
Animal.legs = 5
print(cat.legs, owl.legs)
cat.legs = 3
print(cat.legs, Animal.legs, cat.__dict__)
del cat.legs
print(cat.legs)
print(Animal, Bird, type(Animal), type(type))
print(sorted(name for name in Animal.__dict__ if not name.startswith("__")))
print([c.__name__ for c in Animal.__subclasses__()])
print(Animal.__weakrefoffset__ != 0, Animal.__dictoffset__ != 0, Animal.__flags__ & (1 << 9) != 0)
