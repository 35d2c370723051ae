class A:
    x = 1
    def method(self): pass


class B(A):
    __slots__ = ()
    y = 2

    def __init__(self): self.z = 3


b = B()
print([n for n in dir(b) if not n.startswith("__")], [n for n in dir(B) if not n.startswith("__")])
print(dir() == sorted(globals()), dir() == sorted(vars()))


class Custom:
    def __dir__(self): return ["zebra", "apple", 5] if False else ["zebra", "apple"]


print(dir(Custom()))


def local(a, b=2):
    c = a
    return dir(), locals(), vars()


print(local(1))
print([n for n in dir(5) if n.startswith("b") or n.startswith("__a")])
print([n for n in dir([]) if not n.startswith("__")])
print([n for n in dir({}) if not n.startswith("__")])
print([n for n in dir("") if n.startswith("is")])
print([n for n in dir(object)])
print(all(hasattr(b, name) for name in dir(b)))
for call in (lambda: dir(1, 2), lambda: vars([])):
    try:
        call()
    except TypeError as error:
        print(error)
