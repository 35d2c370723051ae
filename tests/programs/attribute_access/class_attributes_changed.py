class A:
    def method(self): return "first"


class B(A): pass


a, b = A(), B()


def results():
    return a.method(), b.method()


for _ in range(30):
    results()
print(results())
A.method = lambda self: "second"
print(results())
B.method = lambda self: "B's own"
print(results())
del B.method
print(results())
b.method = lambda: "instance's own"
print(results())
A.method = property(lambda self: lambda: "property")
try:
    print(results())
except AttributeError as error:
    print(error)
del A.method
try:
    results()
except AttributeError as error:
    print(error)
print(b.method())
A.__getattr__ = lambda self, name: lambda: f"made {name}"
print(results())
A.value = 0
total = 0
for i in range(100):
    total += A.value
    A.value = i
print(total)
