def make(n):
    class Local:
        size = n

        def __init__(self, value): self.value = value
        def total(self): return self.value + self.size
        @property
        def double(self): return self.total() * 2
        @classmethod
        def build(cls, value): return cls(value)
    return Local


class Registry(type):
    known = 0

    def __new__(mcs, name, bases, namespace):
        Registry.known += 1
        return super().__new__(mcs, name, bases, namespace)


def derived(n):
    Base = Registry("Base", (), {"n": n, "get": lambda self: self.n})

    class Child(Base):
        def get(self): return super().get() + 1
    return Child


total = 0
for n in range(10_000):
    total += make(n).build(n).double
    total += derived(n)().get()
    total += type("T", (), {"a": n}).a
print(total, Registry.known)
