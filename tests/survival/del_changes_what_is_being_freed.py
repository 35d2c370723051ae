class Meddles:
    def __init__(self, action): self.action = action
    def __del__(self): self.action()


l = []
l.extend(Meddles(lambda: l.append(1)) for _ in range(10))
l.clear()
print(l)
l[:] = [Meddles(lambda: l.clear()) for _ in range(10)]
l[2:5] = []
print(l)
d = {}
d.update({i: Meddles(lambda: d.update({"new": 1})) for i in range(10)})
d.clear()
print(d)
d = {1: Meddles(lambda: d.clear())}
d[1] = 2
print(d)
d = {i: Meddles(lambda: d.pop("x", None)) for i in range(5)}
d.popitem()
del d[0]
print(len(d))


class Node: pass


n = Node()
n.a = Meddles(lambda: n.__dict__.clear())
n.b = 1
del n.a
print(vars(n))
n.a = Meddles(lambda: setattr(n, "a", "from del"))
n.a = 5
print(n.a)
n.a = Meddles(lambda: setattr(n, "__dict__", {"fresh": 1}))
n.__dict__ = {}
print(vars(n))
s = {Meddles(lambda: s.add(1))}
s.clear()
print(s)
x = Meddles(lambda: globals().pop("x", None))
x = Meddles(lambda: globals().update(x="from del"))
print(x)
x = Meddles(lambda: globals().update(x="from del again"))
del x
print(x)


def local():
    y = Meddles(lambda: print("freed"))
    y = y and None
    try:
        return y
    finally:
        z = Meddles(lambda: print("freed z"))


print(local())
