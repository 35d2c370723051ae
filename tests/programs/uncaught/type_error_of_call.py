class Shape:
    def area(self, scale, *, unit): return scale


shape = Shape()
print(shape.area(2, unit="cm"))
shape.area(2, "cm", scale=3)
