for source in (
    "def f(/, a): pass",
    "def f(a, /, b, /): pass",
    "def f(a, *, b, /): pass",
    "def f(a, /, /): pass",
    "def f(*, /): pass",
    "def f(a=1, b): pass",
    "def f(a=1, /, b): pass",
    "def f(*): pass",
    "def f(*, **k): pass",
    "def f(**k, a): pass",
    "def f(*a, *b): pass",
    "def f(a, a): pass",
    "def f(a, *, a): pass",
    "def f(*a, a): pass",
    "lambda a, a: 0",
    "lambda *: 0",
    "lambda a=1, b: 0",
    "def f(None): pass",
    "def f(*None): pass",
    "def f(__debug__): pass",
    "def f(a.b): pass",
    "def f((a, b)): pass",
    "def f(*a=1): pass",
    "def f(**a=1): pass",
    "def f(a=): pass",
):
    try:
        compile(source, "<text>", "exec")
        print("accepted:", source)
    except SyntaxError as error:
        print(error.msg, (error.lineno, error.offset, error.end_lineno, error.end_offset))
