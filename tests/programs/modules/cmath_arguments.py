import cmath


def show(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


class Complex:
    def __complex__(self): return 3 + 4j


class Float:
    def __float__(self): return 4.0


class Bad:
    def __complex__(self): return "no"


for value in -1, 4, True, Complex(), Float(), Bad(), "a", None, 10**400:
    show(cmath.sqrt, value)
show(cmath.sqrt)
show(cmath.sqrt, 1, 2)
show(cmath.log, 8, 2)
show(cmath.log, 8, 1)
show(cmath.log, 0)
show(cmath.log, 1, 0)
show(cmath.log, "a", 2)
show(cmath.rect, 1, "a")
show(cmath.rect, 1j, 1)
show(cmath.polar, 3 + 4j)
show(cmath.polar, complex(1e308, 1e308))
show(cmath.phase, -1)
show(cmath.isclose, 1, 1.0000000001)
show(cmath.isclose, 1j, 2j, rel_tol=-1)
show(cmath.isclose, 1j, 2j, abs_tol=1.5)
show(cmath.isclose, cmath.inf, cmath.inf)
show(cmath.isclose, 1, 2, 3)
show(cmath.isnan, complex(1, cmath.nan))
show(cmath.isinf, cmath.infj)
show(cmath.isfinite, 1e308)
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj)
