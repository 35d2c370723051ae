class R(list):
    def __repr__(self): return "R" + list.__repr__(self)


r = R()
r.append([r])
print(r)


class D(dict):
    def __repr__(self): return "<" + super().__repr__() + ">"


d = D()
d["self"] = {"d": d}
print(d)
e = ValueError()
e.args = (e,)
try:
    repr(e)
except RecursionError as error:
    print(type(error).__name__)
s = set()


class H:
    def __repr__(self): return repr(s)


s.add(H())
print(s)


class Slice: pass


x = Slice()
x.me = slice(x, [x], 1)
print(len(repr(x.me)) > 0)
import functools
p = functools.partial(print)
p.__setstate__((print, (p,), {}, {}))
print(repr(p))
p.__setstate__((print, (), {}, {}))
