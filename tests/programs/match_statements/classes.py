class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y): self.x, self.y = x, y


class Point3(Point):
    __match_args__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class NoArgs: pass
class BadArgs:
    __match_args__ = ["x"]
class BadNames:
    __match_args__ = (1,)


def where(p):
    match p:
        case Point3(0, 0, 0): return "origin 3"
        case Point(0, 0): return "origin"
        case Point(x=0): return "on y"
        case Point(x, y=0): return f"on x at {x}"
        case Point(x=a, y=b) if a == b: return f"diagonal {a}"
        case Point(Point(p, q), _): return f"nested {p} {q}"
        case Point(): return "a point"
        case int(real=r, imag=i): return f"int {r} {i}"
        case dict(): return "dict"
        case _: return "?"


for p in (Point(0, 0), Point3(0, 0, 0), Point(0, 5), Point(5, 0), Point(3, 3), Point(Point(1, 2), 3), Point(1, 2),
    Point3(1, 2, 3), 7, {}, "s"):
    print(where(p))


def attempt(value, pattern):
    try:
        exec(f"match value:\n case {pattern}: print('matched')\n case _: print('not matched')",
            {**globals(), "value": value})
    except Exception as error:
        print(type(error).__name__, error)


attempt(Point(1, 2), "Point(1, 2, 3)")
attempt(NoArgs(), "NoArgs(1)")
attempt(BadArgs(), "BadArgs(1)")
attempt(BadNames(), "BadNames(1)")
attempt(Point(1, 2), "Point(1, x=1)")
attempt(Point(1, 2), "Point(z=1)")
attempt(5, "int(5, 6)")
attempt(5, "where(5)")
attempt([1], "list([1])")
attempt("a", "str('a')")
attempt(5, "missing()")
attempt(5, "Point.nothing")
attempt({"a": 1}, "dict({'a': 1})")
attempt(True, "bool(1)")
