# Lambda expressions, with every kind of parameter.
lambda: 1
lambda x, /, y=1, *z, w, v=2, **u: (x, y, z, w, v, u)
lambda: (yield)
lambda *, a=1: a
