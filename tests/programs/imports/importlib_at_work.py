# Finders, loaders and specs that a program brings, and those that are there.
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
import types


class Finder(importlib.abc.MetaPathFinder):
    sources = {
        "fruit": None,
        "fruit.apple": "colour = 'red'\nfrom . import pear\n",
        "fruit.pear": "colour = 'green'\nfrom .apple import __name__ as other\n",
        "broken": "value = 1\nraise ValueError('as it is loaded')\n",
        "wrong": "def f(:\n",
    }

    def find_spec(self, name, path, target=None):
        if name in self.sources:
            return importlib.util.spec_from_loader(name, Loader(), is_package=self.sources[name] is None)


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        print("create", spec.name)

    def exec_module(self, module):
        print("exec", module.__name__)
        exec(Finder.sources[module.__name__] or "names = []", module.__dict__)


sys.meta_path.append(Finder())

import fruit.apple
from fruit import pear

print(fruit.apple.colour, pear.colour, pear.other, fruit.names)
print(fruit.__path__, fruit.__package__, pear.__package__, pear.__spec__.parent)
print(pear.__loader__ is pear.__spec__.loader, fruit.__spec__.submodule_search_locations)

for name in "broken", "wrong", "fruit.plum", "fruit.pear.leaf", "nowhere":
    try:
        importlib.import_module(name)
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "name", "-"), name in sys.modules)

try:
    from fruit import plum
except ImportError as error:
    print(error.name, error.path, error.name_from, error)
try:
    from fruit import plum as p, apple
except ImportError as error:
    print(type(error).__name__, error)

sys.modules["absent"] = None
try:
    import absent
except ImportError as error:
    print(type(error).__name__, error)

apple = fruit.apple
apple.colour = "brown"
print(importlib.reload(apple) is apple, apple.colour)
try:
    importlib.reload(types.ModuleType("never"))
except ImportError as error:
    print(type(error).__name__, error)
try:
    importlib.reload(3)
except TypeError as error:
    print(error)

print(importlib.util.find_spec("fruit.pear").name, importlib.util.find_spec("nowhere"))
try:
    importlib.util.find_spec("nowhere.inner")
except ModuleNotFoundError as error:
    print(error)
print(importlib.util.resolve_name(".a.b", "pack"), importlib.util.resolve_name("..a", "pack.sub"))
for args in ((".a", ""), ("...a", "pack.sub")):
    try:
        importlib.util.resolve_name(*args)
    except ImportError as error:
        print(error)

made = types.ModuleType("made", "its doc")
print(made, made.__doc__, made.__spec__, made.__loader__)
spec = importlib.machinery.ModuleSpec("virtual", None, origin="thin air", is_package=True)
module = importlib.util.module_from_spec(spec)
print(spec.origin, type(spec.loader).__name__, module)
spec.has_location = True
print(module, spec.cached)

import math

print(math.__spec__, math.__loader__)
print([finder.__name__ for finder in sys.meta_path if isinstance(finder, type)][:3])
print(sys.__spec__.name, sys.__loader__.__name__, __spec__)
try:
    __import__("a.b", level=-1)
except ValueError as error:
    print(error)
try:
    __import__("")
except ValueError as error:
    print(error)
try:
    __import__("b", {}, level=1)
except (KeyError, ImportError) as error:
    print(type(error).__name__, error)
try:
    __import__("b", {"__package__": ""}, level=1)
except ImportError as error:
    print(type(error).__name__, error)
try:
    __import__("b", {"__package__": "unloaded"}, level=1)
except ImportError as error:
    print(type(error).__name__, error)


def import_(name, globals, locals, names, level, real=__import__):
    if globals is here:
        print("import", name, names, level)
    return real(name, globals, locals, names, level)


import builtins

here = globals()
builtins.__import__ = import_
import string
from os import path

builtins.__import__ = import_.__defaults__[0]
