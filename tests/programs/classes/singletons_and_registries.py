class Registry(type):
    known = {}

    def __new__(mcs, name, bases, namespace, /, key=None):
        cls = super().__new__(mcs, name, bases, namespace)
        mcs.known[key or name] = cls
        return cls

    def __init__(cls, name, bases, namespace, /, key=None):
        super().__init__(name, bases, namespace)
        cls.instances = []

    def __call__(cls, *args, **kwargs):
        self = super().__call__(*args, **kwargs)
        cls.instances.append(self)
        return self


class A(metaclass=Registry): pass
class B(A, key="bee"):
    def __init__(self, n): self.n = n


B(1), B(2), A()
print(sorted(Registry.known), [b.n for b in B.instances], len(A.instances), Registry.known["bee"] is B,
    "instances" in vars(B))


class Borg:
    shared = {}
    def __init__(self): self.__dict__ = self.shared


x, y = Borg(), Borg()
x.value = 5
print(y.value, x is y, x.__dict__ is y.__dict__)
