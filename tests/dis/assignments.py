# Targets of every kind: unpacking, subscripts, slices, attributes, deletion.
del a, b[0], c.d, (e, [f]), g[1:2], h[a:b], i[::2]
a, b = b, a
a, b, c = c, b, a
a, *b = c
(a, [b, *c], d) = e
a = b = c = 1
a, b = 1, 2
[a, b] = [1, 2]
(a,) = (1,)
a[0] = b; a.b = c; a[b:c] = d; a[1:2] = e; a[b:c:d] = e; a[:] = b; a[1:2, 3] = 4
a[0] += 1; a.b += 1; a[b:c] += 1; a += 1; a[1:2] -= 1; a[b:c:d] *= 2; a @= b; a //= 2; a **= b; a >>= 1; a <<= 1; a &= b; a ^= c; a |= d
x = a[0], a[b:c], a[1:2], a[:], a[::], a[b:c:d], a[1:2, 3:4], a[...], a[None:], a[a:1], a[-1], a[-1:]
def star(*args, **kw):
    f(*args, **kw)
    a, *b = args
    *a, = b
    return *a, b


def dele():
    del a
    x = 1
    del x
    def f(): return y
    y = 1
    del y


def walrus(a):
    if (x := a): return x
    [y := 1, y**2]
    while z := f(): z
