class Shape:
    count = 0

    def __init__(self):
        type(self).register()

    @classmethod
    def register(cls, by=1):
        cls.count += by
        return cls

    @staticmethod
    def area(width, height=2):
        return width * height

    @classmethod
    def make(cls, *args):
        return cls(*args)


class Square(Shape):
    pass


print(Shape.area(3), Shape().area(4, 5), Square.area(1))
Square(), Square.make(), Shape()
print(Shape.count, Square.count, Square.register().__name__, Square().register(by=10).count)
print(type(Shape.__dict__["area"]).__name__, type(Shape.__dict__["register"]).__name__)
print(Shape.__dict__["register"].__func__.__name__, Shape.__dict__["area"].__func__(2), Shape.__dict__["area"](5))
print(Shape.register.__self__ is Shape, Square.register.__self__ is Square,
    Shape.register.__func__ is Square.register.__func__)
print(Shape.__dict__["area"].__wrapped__ is Shape.area, Shape.__dict__["area"].__name__)
for call in (lambda: Shape.area(), lambda: Shape.register(1, 2), lambda: staticmethod(), lambda: classmethod(),
    lambda: classmethod(1).__get__(None, int)()):
    try:
        call()
    except TypeError as error:
        print(error)
try:
    Shape.__dict__["register"]()
except TypeError as error:
    print(error)
print(staticmethod(len)([1, 2]), staticmethod(5).__get__(None, int), repr(staticmethod(5)), repr(classmethod(5)))
