namespace = {"a": 1}
print(exec("b = a + 1\ndef f(): return b", namespace), namespace["b"], namespace["f"](),
    sorted(k for k in namespace if not k.startswith("__")), "__builtins__" in namespace)
exec("created = 'in globals'")
print(created)
g, l = {}, {}
exec("x = 1\ny = [x for _ in [1]] if 0 else x\nglobal z\nz = 3", g, l)
print(l, g["z"])
try:
    exec("q = 1\ndef f(): return q\nf()", {}, {})
except NameError as error:
    print(error)
exec("class A:\n  v = 1\n  def m(self): return self.v\nprint(A().m())", {})


def function():
    n = 1
    exec("n = 2; m = 3")
    try:
        return n, m
    except NameError as error:
        return n, str(error)


print(function())


def with_locals():
    n = 1
    scope = locals()
    exec("n = 2; m = 3", globals(), scope)
    return n, scope["n"], scope["m"]


print(with_locals())
code = compile("total = sum(values)", "<sum>", "exec")
for values in ([1], [1, 2]):
    scope = {"values": values}
    exec(code, scope)
    print(scope["total"])
exec("x = captured()", {"captured": lambda: print("called")})
exec(b"print('bytes source')")
exec("# -*- coding: latin-1 -*-\nprint('\xe9')".encode("latin-1"))
for action in (lambda: exec(), lambda: exec(5), lambda: exec("1", 5), lambda: exec("x = = 1"),
    lambda: exec("raise ValueError('v')"), lambda: exec("return"), lambda: exec("x", {}),
    lambda: exec("def f(): return q", closure=()), lambda: exec((lambda: x).__code__) if 0 else exec("  bad"),
    lambda: exec("break")):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def outer():
    free = 5
    def inner(): print("free", free)
    return inner


exec(outer().__code__, closure=outer().__closure__)
try:
    exec(outer().__code__)
except TypeError as error:
    print(error)
