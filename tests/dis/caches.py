# dis: -C -O
# Offsets, and the units that instructions keep for themselves.
def f(a):
    for x in a.b:
        g(x + 1, y=x[0])
    return a < 1
