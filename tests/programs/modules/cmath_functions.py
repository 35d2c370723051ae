import cmath
import math


def show(z):
    return f"{z.real:.13g} {z.imag:.13g}"


values = [0.0, -0.0, 1.0, -2.5, 0.5, 1e-310, 1e200, -1e308, 710.0, -710.0, math.inf, -math.inf, math.nan]
for name in "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh".split():
    function = getattr(cmath, name)
    for real in values:
        row = []
        for imag in values:
            try:
                row.append(show(function(complex(real, imag))))
            except (ValueError, OverflowError) as e:
                row.append(f"{type(e).__name__} {e}")
        print(name, real, row)
for size in values:
    for angle in values:
        try:
            print("rect", size, angle, show(cmath.rect(size, angle)))
        except ValueError as e:
            print("rect", size, angle, e)
