class Lazy:
    present = 1

    def __getattr__(self, name):
        print("getattr", name)
        if name.startswith("no"):
            raise AttributeError(f"there is no {name}")
        return name * 2


class Everything:
    def __init__(self): self.x = 1

    def __getattribute__(self, name):
        print("getattribute", name)
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return f"second chance for {name}"

    def method(self): return self.x
    def __len__(self): return 3


lazy, everything = Lazy(), Everything()
print(lazy.present, lazy.absent, hasattr(lazy, "nope"), getattr(lazy, "nothing", 0))
try:
    lazy.no
except AttributeError as error:
    print(error, error.name, error.obj is lazy)
print(everything.x, everything.y, everything.method(), len(everything))
print(lazy.__class__.__name__, len(everything.__dict__))


class Strict:
    def __getattribute__(self, name):
        raise AttributeError(name.upper())


for action in (lambda: Strict().x, lambda: Strict().__class__, lambda: getattr(Strict(), "y", "default"),
    lambda: object.__getattribute__(Strict(), "z"), lambda: type(Strict())):
    try:
        print(action())
    except AttributeError as error:
        print(error, error.name)
print(object.__getattribute__(everything, "x"))
