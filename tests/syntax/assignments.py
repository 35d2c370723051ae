a = b = c, *d = 1, 2
(a) = 1
(a, b), [c, *d], e.f, g[h] = x
[] = () = y
a.b.c[d](e).f = g
*a, = b
x: int
x: int = 5
(x): int = 5
a.b: str = "s"
a[b]: list[int] = yield
a += 1; b -= 2; c *= 3; d /= 4; e //= 5; f %= 6; g @= 7
h &= 1; i |= 2; j ^= 3; k <<= 4; l >>= 5; m **= 6
(a.b) += yield c
a = yield
a = b = yield from c
a = *b, *c
type X = int
type Y[T] = list[T]
type = type
type: type = type(type)
type.x = type[0]
