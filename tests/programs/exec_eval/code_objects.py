def function(a, /, b, *args, c=1, **kwargs):
    "docstring"
    local = a
    def inner(): return local
    return inner


code = function.__code__
print(code.co_name, code.co_qualname, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames,
    code.co_cellvars, code.co_freevars, code.co_nlocals, code.co_filename.split("/")[-1], code.co_firstlineno)
print(code.co_flags & 4 != 0, code.co_flags & 8 != 0, code.co_flags & 3, code.co_names, "docstring" in code.co_consts,
    [c.co_name for c in code.co_consts if hasattr(c, "co_name")])
inner = function(1, 2).__code__
print(inner.co_freevars, inner.co_qualname, inner.co_flags & 16 != 0)
print(code == function.__code__, hash(code) == hash(function.__code__),
    compile("1", "f", "eval") == compile("1", "f", "eval"), compile("1", "f", "eval") == compile("1.0", "f", "eval"),
    compile("1", "f", "eval") == compile("True", "f", "eval"))
print(len(list(code.co_lines())) > 0, len(list(code.co_positions())) > 0, isinstance(code.co_code, bytes),
    code.co_stacksize > 0, repr(code).split(" at ")[0])
changed = code.replace(co_name="renamed", co_firstlineno=50)
print(changed.co_name, changed.co_firstlineno, changed == code)
for change in (lambda: setattr(code, "co_name", "x"), lambda: code.replace(nope=1), lambda: code.replace(co_name=5),
    lambda: code.replace(1), lambda: code.nope, lambda: type(code)(), lambda: code()):
    try:
        change()
    except Exception as error:
        print(type(error).__name__, str(error)[:60])
lines = [line for _, _, line in compile("a = 1\n\n\nb = 2", "f", "exec").co_lines() if line]
print(sorted(set(lines)))
