class Circle:
    def __init__(self, radius): self.radius = radius

    @property
    def area(self):
        return self.radius ** 2 * self.pi


circle = Circle(2)
print(f"radius {circle.radius}")
print(f"area {circle.area:.2f}")
