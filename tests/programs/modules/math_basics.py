import math

print(math.pi, math.e, math.tau, math.inf, math.nan, math.sqrt(2), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5),
    math.fabs(-3), math.factorial(20), math.gcd(12, 18), math.gcd(), math.gcd(12, 18, 27), math.lcm(4, 6), math.comb(10, 3),
    math.perm(5, 2), math.perm(4), math.isqrt(99))
print(math.hypot(3, 4), math.dist([0, 0], [3, 4]), math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(2.5),
    math.frexp(8.0), math.ldexp(0.5, 4), math.log(math.e), math.log(8, 2), math.log2(1024), math.log10(1000), math.exp(0),
    math.pow(2, 3), math.fsum([0.1] * 10), math.prod([1, 2, 3]), math.prod([], start=5), math.isclose(0.1 + 0.2, 0.3),
    math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1), math.degrees(math.pi), math.radians(180),
    math.sumprod([1, 2], [3, 4]), math.cbrt(27.0), math.exp2(3))
for action in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.factorial(-1),
    lambda: math.factorial(1.5), lambda: math.sqrt("a"), lambda: math.floor("a"), lambda: math.gcd(1.5),
    lambda: math.isqrt(-1), lambda: math.exp(1000), lambda: math.comb(-1, 2), lambda: math.fmod(1, 0), lambda: math.sqrt(),
    lambda: math.log(), lambda: math.ldexp(1.0, 10 ** 6), lambda: math.floor(math.inf), lambda: math.ceil(math.nan),
    lambda: math.acos(2), lambda: math.pow(0, -1), lambda: math.dist([1], [1, 2]), lambda: math.prod(5), lambda: math.nope):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
