print(len([1]))
len = lambda x: "shadowed"
print(len([1]))
del len
print(len([1]))
try:
    del len
except NameError as error:
    print(error)


def shadow(print=print, str=None):
    print("parameter", str)


shadow()
import sys
builtins = sys.modules["builtins"]
builtins.invented = "everywhere"


def use(): return invented


print(use(), invented)
del builtins.invented
try:
    use()
except NameError as error:
    print(error)
saved = builtins.abs
builtins.abs = lambda x: "patched"


def absolute(): return abs(-1)


print(absolute())
builtins.abs = saved
print(absolute())
print(__builtins__ is builtins, __name__, __doc__, __spec__, type(__loader__).__name__)
exec("print(len('abc'))", {"len": lambda s: "own len", "print": print})
try:
    exec("print(5)", {"__builtins__": {}})
except NameError as error:
    print(error)
exec("print(5)", {"__builtins__": {"print": lambda *a: print("restricted", *a)}})
try:
    exec("class A: pass", {"__builtins__": {}})
except NameError as error:
    print(error)
try:
    exec("import sys", {"__builtins__": {}})
except ImportError as error:
    print(error)
del builtins.sum
try:
    sum([1])
except NameError as error:
    print(error)
