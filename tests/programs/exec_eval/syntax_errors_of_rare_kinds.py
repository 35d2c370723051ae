for source in (
    'a[*(1:2)]',
    'def foo(/,a,b=,c): pass',
    'f(lambda x: x[0] = 3)',
    '[x for a, b, (c + 1, d()) if y]',
    'def f(): (yield bar) = y',
    'lambda: x := 1',
    '@a',
    'match x: case 1: pass',
    'def f[1](): pass',
):
    try:
        compile(source, "<source>", "exec")
        print(repr(source), "accepted")
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
