a, b = 1, 2
a, b = b, a
print(a, b)
[c, d], (e, *f) = "xy", range(4)
print(c, d, e, f)
*g, = "abc"
first, *middle, last = [1, 2, 3, 4]
*start, end = (5,)
print(g, first, middle, last, start, end)
x = y = z = []
y.append(1)
print(x, z is x)
i = 0
i, box = 1, [0, 0]
i, box[i] = 0, 9
print(i, box)
(p) = (q) = 3
((r, s), t) = [(1, 2), 3]
print(p, q, r, s, t)
for k, (v, *w) in {"a": (1, 2, 3)}.items():
    print(k, v, w)
for u, in [[1], [2]]:
    print(u)
[] = ()
() = []
m, n = {"one": 1, "two": 2}
print(m, n)


class Target: pass


o = Target()
o.a, o.b, *o.rest = range(5)
print(vars(o))
box[0], box[1:] = 7, [8, 9, 10]
print(box)
head, *tail = iter("xyz")
print(head, tail)
print([*range(3), *"ab"], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "a": 2})
result = *[1], 2
print(result)
