def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


class Point:
    def __init__(self, x, *rest, scale=1):
        self.x = x * scale

    def __repr__(self):
        raise SystemExit("nobody asked")

    @property
    def double(self):
        return self.x * 2


print(factorial(3))
p = Point(4, 5, scale=2)
print(p.double)
print(sorted([3, 1, 2], key=lambda x: -x))
