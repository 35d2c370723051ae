# Modules made by hand, and what becomes of messages when their names go.
import sys

Module = type(sys)


def show(label, function):
    try:
        print(label, function())
    except Exception as error:
        print(label, type(error).__name__, error)


module = Module("made", "by hand")
print(module, module.__name__, module.__doc__, module.__package__, module.__loader__, module.__spec__, sorted(vars(module)))
show("missing", lambda: module.x)
module.x = 1
show("there", lambda: module.x)
module.__name__ = "renamed"
show("renamed", lambda: (repr(module), module.y))
show("renamed", lambda: module.y)
module.__name__ = 5
show("a number", lambda: module.y)
show("a number", lambda: repr(module))
del module.__name__
show("nameless", lambda: module.y)
show("nameless", lambda: module.__name__)
show("nameless", lambda: repr(module))
show("dict", lambda: setattr(module, "__dict__", {}))
show("dict", lambda: delattr(module, "__dict__"))
show("no arguments", Module)
show("wrong name", lambda: Module(5))
show("too many", lambda: Module("a", "b", "c"))
show("named", lambda: vars(Module(name="n", doc="d"))["__doc__"])


class Lazy(Module):
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(f"private {name}")
        setattr(self, name, f"made {name}")
        return getattr(self, name)


lazy = Lazy("lazy")
show("lazy", lambda: (lazy.thing, vars(lazy)["thing"]))
show("lazy", lambda: lazy._private)
sys.modules["lazy"] = lazy
from lazy import something, other as another
print(something, another)
show("from", lambda: exec("from lazy import _nothing"))
sys.modules["number"] = 5
import number
print(number)
show("from a number", lambda: exec("from number import real, imag; print(real, imag)"))
show("from a number", lambda: exec("from number import nothing"))
sys.modules["nothing"] = None
show("nothing", lambda: exec("import nothing"))
show("nothing", lambda: exec("from nothing import x"))
with_getattr = Module("with_getattr")
with_getattr.__getattr__ = lambda name: name.upper()
with_getattr.__dir__ = lambda: ["b", "a"]
show("module __getattr__", lambda: (with_getattr.shout, dir(with_getattr), hasattr(with_getattr, "any")))
with_getattr.__getattr__ = 5
show("module __getattr__", lambda: with_getattr.shout)
