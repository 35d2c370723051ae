import sys

module = sys.modules["__main__"]
module.made = 5
print(made, module.__name__, "made" in vars(module), module.__dict__ is globals())
Module = type(sys)
m = Module("fresh", "its doc")
print(m, m.__name__, m.__doc__, m.__spec__, m.__loader__, m.__package__, sorted(vars(m)))
m.x = 1
print(m.x)
for action in (lambda: m.y, lambda: delattr(m, "y"), lambda: sys.nothing, lambda: sys.versoin, lambda: Module(),
    lambda: Module(5), lambda: setattr(m, "__dict__", {})):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
m.__getattr__ = lambda name: f"module makes {name}"
m.__dir__ = lambda: ["b", "a"]
print(m.z, dir(m))
del m.__name__
m.__getattr__ = None
try:
    m.gone
except Exception as error:
    print(type(error).__name__, error)
n = Module("named")
del n.__name__
try:
    n.gone
except Exception as error:
    print(type(error).__name__, error)


class Special(Module):
    @property
    def computed(self): return "computed " + self.__name__


print(Special("s").computed)
module.__class__ = Special
print(module.computed)
