class InPlace:
    def __init__(self, v): self.v = v
    def __iadd__(self, other):
        self.v += other
        return self
    def __isub__(self, other): return "replaced"
    def __imul__(self, other): return NotImplemented
    def __mul__(self, other): return "fallback to mul"
    def __itruediv__(self, other): return None


a = b = InPlace(1)
a += 5
print(a is b, b.v)
a -= 1
print(a)
b *= 2
print(b)
c = InPlace(1)
c /= 2
print(c)
t = ([1],)
try:
    t[0] += [2]
except TypeError as error:
    print(error, t)
l = m = [1]
l += (2, 3)
l *= 2
print(l is m, m)
l = l + [9]
print(l is m)
s = u = {1}
s |= {2}; s &= {2, 3}; s ^= {5}; s -= {9}
print(s is u, sorted(u))
d = e = {"a": 1}
d |= {"b": 2}
d |= [("c", 3)]
print(d is e, e)
x = "a"
x += "b"; x *= 2
print(x)
for source in ("l += 5", "l *= 'a'", "s |= [1]", "d |= 5", "x += 1", "t += [1]", "l -= [1]", "n += 1", "l[5] += 1",
    "d['zz'] += 1", "l.q += 1"):
    try:
        exec(source)
    except Exception as error:
        print(type(error).__name__, error)
