class Point:
    kind = "point"

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return self.x == other.x

    @property
    def both(self):
        return self.x, self.y


class Slotted(Point):
    __slots__ = ("z",)

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


# The same instructions often enough to take their special forms, and other kinds of objects then.
for round in range(4):
    p = Point(round, 2.5) + Point(1, 2)
    assert p.both == (round + 1, 4.5) and p == Point(round + 1, 0)
for q in Slotted(1, 2, 3), p, Slotted, Point(4, 5), "text":
    found = getattr(q, "x", None), getattr(q, "kind", None)
    try:
        q.x = found
    except AttributeError:
        assert q == "text"
s = Slotted(1, 2, 3)
s.more = [s.z, s]
del s.x
Slotted.kind = "slotted"
assert s.kind == "slotted" and s.__dict__ == {"y": 2, "more": [3, s]}
s.__class__ = type("Other", (Point,), {"__slots__": ("z",)})
assert s.y == 2 and s.kind == "point"

# More attributes than an instance has room for; then as many as only a dict can hold.
many = Point(0, 0)
for number in range(66):
    setattr(many, f"a{number}", [number])
assert many.a65 == [65] and many.a0 == [0]
del many.a0, many
s.more = None
