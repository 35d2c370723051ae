class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Named(Point):
    __slots__ = "name"


class Open(Point): pass


class Weird:
    __slots__ = ["_a", "__private", "__dict__"]


point = Point(1, 2)
print(point.x, point.y, Point.__slots__, Point.x.__name__, type(Point.x).__name__, Point.x)
named, opened = Named(1, 2), Open(1, 2)
named.name = "n"
opened.z = 3
print(named.name, opened.z, opened.__dict__, hasattr(named, "__dict__"), hasattr(opened, "__dict__"))
weird = Weird()
weird.anything = 1
weird._Weird__private = 2
print(weird.__dict__, [n for n in vars(Weird) if "private" in n])
del point.x
for action in (
    lambda: point.x, lambda: setattr(point, "z", 1), lambda: delattr(point, "x"), lambda: point.__dict__,
    lambda: named.nope, lambda: vars(point),
    lambda: Point.x.__get__(5), lambda: Point.x.__set__(opened, 9), lambda: opened.x, lambda: Point.x.__delete__(named),
    lambda: named.x,
    lambda: Point.x.__set__(1, 2), lambda: Point.x.__get__(None, None), lambda: point.__weakref__,
):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
for source in (
    "class A:\n __slots__ = 'x'\n x = 1",
    "class A(int):\n __slots__ = 'x'",
    "class A(tuple):\n __slots__ = ('x',)",
    "class A:\n __slots__ = ('x', 'x')",
    "class A:\n __slots__ = ('1',)",
    "class A:\n __slots__ = (1,)",
    "class A:\n __slots__ = ('__dict__', '__dict__')",
    "class A:\n __slots__ = ('a',)\nclass B:\n __slots__ = ('b',)\nclass C(A, B): pass",
    "class A(bytes):\n __slots__ = ()",
):
    try:
        exec(source)
        print("made")
    except Exception as error:
        print(type(error).__name__, error)
