# Where the last bits and signs matter: sums of products, steps between floats, inverse hyperbolic functions.
import math
from fractions import Fraction

inf, nan = math.inf, math.nan
for p, q in (([1e100, 1, -1e100], [1, 2, 1]), ([10] * 10, [0.1] * 10), ([True, 2.5, 3], [1, 2, True]), ([1e308, -1e308], [10, 10]),
             ([-0.01, 1e-30, 0.3], [100, 1e30, 0.1]), ([10**20, 1.5], [3, 2]), ([1, 2.5, Fraction(1, 3)], [2, 2, 3]), ([], []),
             ([1.1, 2.2, 3.3, -1.1, -2.2, -3.3], [0.7, 1e17, 1e-9, 0.7, 1e17, 1e-9]), ([inf, 1], [0.5, 2.0]), ([nan], [1]),
             ([2.0, 3], [10**400, 1])):
    try:
        print(repr(math.sumprod(p, q)))
    except (OverflowError, TypeError) as error:
        print(type(error).__name__, error)

tiny = 5e-324
for x, y in ((1.0, -inf), (tiny, 0.0), (-tiny, 0.0), (tiny, -0.0), (-tiny, inf), (0.0, -0.0), (-0.0, 0.0), (0.0, 1.0), (0.0, -1.0), (nan, 1.0)):
    print(x, y, math.nextafter(x, y), *[math.nextafter(x, y, steps=steps) for steps in (0, 1, 2, 2**64)])

for x in (1.0, 1.0000000000000002, 1.001, 2.0, 1e10, 1.3067079752499342e308):
    print(x, math.acosh(x))
