print(type("A", (), {1: 2}).__dict__[1])


class Meta(type):
    def __prepare__(name, bases):
        return {(): "tuple", "a": 1}


Meta.__prepare__ = classmethod(lambda cls, name, bases: {(): "tuple", "a": 1})


class B(metaclass=Meta):
    pass


print(B.__dict__[()], B.a)
