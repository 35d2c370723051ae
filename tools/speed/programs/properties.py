class Field:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, instance, owner): return self if instance is None else instance.__dict__[self.name]

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError(self.name)
        instance.__dict__[self.name] = value


class Lazy:
    def __init__(self, function): self.function, self.name = function, function.__name__

    def __get__(self, instance, owner):
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class Box:
    width, height = Field(), Field()

    def __init__(self, width, height):
        self.width, self.height = width, height

    @property
    def area(self): return self.width * self.height

    @property
    def scale(self): return self._scale

    @scale.setter
    def scale(self, value): self._scale = value

    @Lazy
    def diagonal(self): return self.width ** 2 + self.height ** 2

    @staticmethod
    def unit(): return 1

    @classmethod
    def square(cls, side): return cls(side, side)

    def __getattr__(self, name): return len(name)


total = 0
for i in range(260_000):
    box = Box.square(i & 63)
    box.scale = 2
    box.width += 1
    total += box.area * box.scale + box.diagonal + box.diagonal + Box.unit() + box.missing
print(total)
