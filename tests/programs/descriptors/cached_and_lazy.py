class Lazy:
    def __init__(self, function): self.function = function
    def __set_name__(self, owner, name): self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        print("computing", self.name)
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class Circle:
    def __init__(self, r): self.r = r

    @Lazy
    def area(self): return 3 * self.r ** 2

    @Lazy
    def twice(self): return self.area * 2


c = Circle(2)
print(c.twice, c.area, c.twice, vars(c), type(Circle.area).__name__)
del c.area
print(c.area, "area" in vars(c))
c.area = 100
print(c.area, Circle(1).area)
try:
    del c.nothing
except AttributeError as error:
    print(error)


class Class:
    def __init__(self, f): self.f = f
    def __get__(self, instance, owner): return self.f(owner)


class Config:
    prefix = "base"
    @Class
    def title(cls): return cls.prefix.title()


class Sub(Config): prefix = "sub"


print(Config.title, Sub.title, Sub().title)
Sub.title = "replaced"
print(Sub.title, Config.title)
