class Meta(type):
    def __call__(cls, *args):
        if not args:
            raise TypeError(f"{cls.__name__} needs arguments")
        return super().__call__(*args)


class Thing(metaclass=Meta):
    def __init__(self, x): self.x = x


print(Thing(1).x)
Thing()
