l = [1]
l.append(l)
d = {"d": None}
d["d"] = d
t = ([],)
t[0].append(t)
print(l, d, t)
values = d.values()
d["v"] = values
print(str(values)[:40])
for action in (lambda: l == l, lambda: d == d, lambda: t == t, lambda: [l] == [l], lambda: l in l):
    print(action())


def copies():
    a, b = [], []
    a.append(b)
    b.append(a)
    return a, b


a, b = copies()
for action in (lambda: a == b, lambda: a < b, lambda: a != b, lambda: hash((a,)), lambda: sorted([a, b])):
    try:
        action()
    except (RecursionError, TypeError) as error:
        print(type(error).__name__)
c, e = {}, {}
c[1], e[1] = e, c
try:
    c == e
except RecursionError as error:
    print(type(error).__name__)
a, b = copies()
a *= 5
a.extend(a)
a[1:2] = a
print(len(a))
l += l
l[:] = l
print(len(l), repr(l)[:20])
class Own(list): pass
o = Own()
o.append(o)
o.me = o
print(o)
s = ValueError()
s.args = (s,)
s.__context__ = s.__cause__ = s
print("survived")
