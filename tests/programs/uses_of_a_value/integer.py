STATEMENTS = ['-x', '+x', '~x', 'not x', 'abs(x)', 'len(x)', 'iter(x)', 'hash(x)', 'bool(x)', 'int(x)', 'float(x)', 'x[0]',
    "x['a']", 'x[0:1]', 'x()', 'x.nothing', 'list(x)', 'dict(x)', '[*x]', '{**x}', 'f(*x)', 'f(**x)', 'for y in x: pass',
    'a, b = x', 'x[0] = 1', 'del x[0]', 'x.a = 1', 'del x.a', 'with x: pass', 'raise x', 'assert x', 'print(*x)', 'x += 1',
    "'%d' % (x,)", "f'{x:d}'", '[0][x]', "'a' * x", 'range(x)', 'round(x)', 'sum(x)', 'sorted(x)', 'next(x)',
    'isinstance(1, x)', 'class C(x): pass', "match x:\n case [a, *b]: pass\n case {'k': v}: pass\n case str(): pass",
    'lambda: (yield x)', '1 in x', "x in 'a'", 'x is x', 'print(x, sep=x)', "''.join(x)", 'x ** -1', 'divmod(x, 2)',
    "str(x, 'utf-8')", 'bytes(x)', 'chr(x)', 'ord(x)']


def f(*args, **kwargs): return args, kwargs


for statement in STATEMENTS:
    scope = {"x": 5, "f": f}
    try:
        exec(statement, scope)
        print(repr(statement), "fine")
    except Exception as error:
        print(repr(statement), type(error).__name__, str(error).split(" at 0x")[0])
