class D:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)


a = D("a")
b = a
del a
print("still there")
b = None
print("gone")
D("temporary")
l = [D("l0"), D("l1")]
l[0] = D("l0 new")
del l
d = {"k": D("k"), "m": D("m")}
d["k"] = 1
d.clear()


def function():
    x = D("x")
    y = D("y")
    print("leaving")
    return 1


function()
t = (D("t0"), D("t1"))
t = None
x = D("first")
x = D("second")


def raises():
    r = D("in raises")
    raise ValueError


try:
    raises()
except ValueError as error:
    print("caught")
print("after")
[D(i) for i in range(2)]
for item in (D("loop 1"), D("loop 2")):
    print("item", item.name)
item = None
s = {D("set")}
s.pop()
print("end")
