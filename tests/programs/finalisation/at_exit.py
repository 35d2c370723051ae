class D:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)


first = D("first")
second = D("second")
third = [D("in a list"), D("another")]


def f(default=D("default")): pass


f.attribute = D("function attribute")


class C:
    x = 1


c = C()
c.d = D("in an instance")
print("end of the program")
