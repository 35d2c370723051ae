class Base:
    def __init__(self, **kwargs):
        print("Base", sorted(kwargs))
        super().__init__(**kwargs)


class Named(Base):
    def __init__(self, *, name, **kwargs):
        print("Named", name)
        super().__init__(**kwargs)
        self.name = name


class Sized(Base):
    def __init__(self, *, size=1, **kwargs):
        print("Sized", size)
        super().__init__(**kwargs)
        self.size = size


class Both(Named, Sized): pass


b = Both(name="n", size=5)
print(vars(b), [c.__name__ for c in Both.__mro__])
for keywords in ({"name": "x", "colour": 1}, {}, {"size": 1}):
    try:
        Both(**keywords)
    except TypeError as error:
        print(error)
