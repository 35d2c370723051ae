import symtable

TEXT = """
import os as system
glob = 42
some_var: int = 12
class Mine(Base):
    instance_var = 24
    def a_method(p1, p2): pass
    @staticmethod
    def generic[T](x: T): return [y for y in x if __private]

def spam(a, b, *var, **kw):
    global bar
    bar = 47
    some_assigned = lambda: bar
    x = 23
    glob
    def internal():
        nonlocal x
        x = 1
        return a
    def other_internal():
        y: list[x]
        return x
    return internal

def foo(): pass
type Alias[*Ts] = tuple[*Ts]
class Generic[T: int = bool, **P]:
    def f(self): return super().f, __class__, self.__x
squares = {k: v for k, v in glob if (last := k)}
"""
top = symtable.symtable(TEXT, "?", "exec")

def show(table, depth=0):
    print("  " * depth + repr(table), str(table.get_type()), table.get_name(), table.get_lineno(), table.is_optimized(), table.is_nested(), table.has_children())
    if isinstance(table, symtable.Function):
        for part in (table.get_parameters, table.get_locals, table.get_globals, table.get_nonlocals, table.get_frees):
            print("  " * depth, part.__name__, sorted(part()))
    for symbol in sorted(table.get_symbols(), key=symtable.Symbol.get_name):
        tests = [name for name in dir(symbol) if name.startswith("is_") and getattr(symbol, name)()]
        print("  " * depth, symbol, *tests, len(symbol.get_namespaces()))
    for child in table.get_children():
        show(child, depth + 1)

show(top)
print(top.lookup("spam").get_namespace(), top.lookup("spam").get_namespace() is top.lookup("spam").get_namespace())
for name in ("glob", "nope"):
    try:
        top.lookup(name).get_namespace()
    except (ValueError, KeyError) as error:
        print(repr(error))
