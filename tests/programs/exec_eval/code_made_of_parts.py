# A code object put together again of its parts, and with some of them replaced.
def f(a, b=2, *c, d, **e):
    x = a
    try:
        return [x for y in (1,)], lambda: x
    except ValueError:
        pass


def plain(a, b):
    c = a + b
    return c


def names():
    return len([1])


NAMES = (
    "argcount posonlyargcount kwonlyargcount nlocals stacksize flags code consts names varnames filename name qualname "
    "firstlineno linetable exceptiontable freevars cellvars"
).split()
code_type, function_type = type(f.__code__), type(f)


def make(code, **changes):
    parts = {name: getattr(code, "co_" + name) for name in NAMES}
    parts.update(changes)
    return code_type(*parts.values())


def show(function):
    try:
        print(function())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


code = plain.__code__
show(lambda: make(code) == code and make(f.__code__) == f.__code__)
show(lambda: function_type(make(code), {})(1, 2))
show(lambda: function_type(make(f.__code__), {}, "q", (9,))(1, d=2)[1]())
show(lambda: list(make(f.__code__).co_positions()) == list(f.__code__.co_positions()))
show(lambda: code_type())
show(lambda: code_type(*[1] * 19))
show(lambda: code_type(a=1))
for changes in [
    {"argcount": -1}, {"posonlyargcount": -1}, {"kwonlyargcount": -1}, {"nlocals": -1}, {"nlocals": 9}, {"argcount": 9},
    {"argcount": "a"}, {"code": "a"}, {"code": b"a"}, {"consts": []}, {"names": (1,)}, {"filename": 1}, {"name": 1},
    {"qualname": 1}, {"linetable": "a"}, {"exceptiontable": 1}, {"freevars": 5}, {"cellvars": 5},
]:
    show(lambda: make(code, **changes))
show(lambda: make(code, firstlineno=99, name="n", qualname="q.n", filename="file").co_firstlineno)
show(lambda: function_type(code.replace(co_varnames=("x", "y", "z")), {})(x=1, y=2))
show(lambda: code.replace(co_varnames=("x", "y", "z")).co_varnames)
show(lambda: function_type(code.replace(co_argcount=1, co_kwonlyargcount=1), {})(1, b=2))
show(lambda: function_type(code.replace(co_posonlyargcount=2), {})(a=1, b=2))
show(lambda: function_type(code.replace(co_code=code.co_code), {})(3, 4))
show(lambda: function_type(names.__code__.replace(co_names=("sum",)), {"sum": sum})())
show(lambda: code.replace(co_name="n").co_name)
show(lambda: code.replace(co_consts=code.co_consts + (5,)).co_consts[-1])
show(lambda: code.replace(wrong=1))
show(lambda: code.replace(1))
for name, value in dict(co_argcount="a", co_code="a", co_consts=1, co_name=1, co_varnames=1, co_linetable=1).items():
    show(lambda: code.replace(**{name: value}))
show(lambda: bool(f.__code__.co_exceptiontable and f.__code__.co_linetable) and not code.co_exceptiontable)
