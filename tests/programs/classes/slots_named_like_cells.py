class A:
    __slots__ = ("__classcell__", "__qualname__", "x")

    def f(self):
        return __class__


a = A()
a.x = 1
print(a.f(), a.x, A.__qualname__)
