import sys

builtins = sys.modules["builtins"]
keep = {name: getattr(builtins, name) for name in ("print", "len", "__build_class__", "__import__", "super", "Exception", "StopIteration", "AssertionError", "range", "NameError", "type", "object")}


def attempt(name, code):
    saved = getattr(builtins, name)
    delattr(builtins, name)
    try:
        try:
            exec(code, {})
            outcome = "worked"
        except BaseException as error:
            outcome = error.__class__.__name__
    finally:
        setattr(builtins, name, saved)
    print(name, outcome)


attempt("len", "len([])")
attempt("__build_class__", "class A: pass")
attempt("__import__", "import sys")
attempt("super", "class A:\n def f(self): return super().x\nA().f()")
attempt("StopIteration", "for x in [1]: pass\nlist(x for x in [1])")
attempt("AssertionError", "assert False")
attempt("Exception", "try: 1/0\nexcept ZeroDivisionError: pass")
attempt("NameError", "undefined")
attempt("object", "class A: pass\nA()")
attempt("type", "class A: pass")
attempt("range", "for i in range(3): pass")
for name in ("print", "range"):
    setattr(builtins, name, 5)
    try:
        exec(f"{name}(1)")
    except TypeError as error:
        message = str(error)
    setattr(builtins, name, keep[name])
    print(message)
builtins.__build_class__ = lambda function, name, *bases: name * 2
class Odd: pass
print(Odd)
builtins.__build_class__ = keep["__build_class__"]
builtins.__import__ = lambda *a: a[0]
import whatever
print(whatever)
builtins.__import__ = keep["__import__"]
sys.modules.pop("builtins")
print(len([1, 2]))
