# Builtins that are no dict, or look things up in their own way.
import types


def attempt(source, namespace):
    try:
        exec(source, namespace)
        print(repr(source), "->", {name: value for name, value in namespace.items() if name not in ("__builtins__", "f")})
    except BaseException as error:
        print(repr(source), "->", type(error).__name__, error)


class Refuses(dict):
    def __getitem__(self, key):
        raise ZeroDivisionError(key)


class Makes(dict):
    def __missing__(self, key):
        return f"made {key}"


proxy = types.MappingProxyType
for source in ["y = x", "def f(): return x\ny = f()", "class C: pass", "import sys", "from os import path"]:
    attempt(source, {"__builtins__": proxy({"x": 1})})
    attempt(source, {"__builtins__": proxy({})})
    attempt(source, {"__builtins__": {}})
    attempt(source, {"__builtins__": 123})
    attempt(source, {"__builtins__": Refuses(x=1)})
attempt("y = len", Refuses(len=1))
attempt("y = something", {"__builtins__": Makes()})
attempt("import a.b", {"__builtins__": proxy({"__import__": lambda *args: args[0]})})
attempt("class C: pass", {"__builtins__": proxy({"__build_class__": lambda *args: args[1]})})
