for source in ("x = (1", "x = 1 +", "def f(:", "'abc", "a b c", "  x = 1", "if x:\npass", "x = 1\n  y = 2",
    "if 1:\n\tx\n        y", "1 = x", "f() = 1", "for 1 in x: pass", "print 'a'", "exec 'a'", "import", "from x import",
    "from . import *a", "x = [1, 2", "x = {1: 2", "x = )", "(]", "return", "yield", "break", "continue", "await x",
    "async x", "lambda x=: 1", "def f(x, x): pass", "class A(: pass", "with x as 1: pass", "try: pass", "else: pass",
    "x ++", "x = 5 if 1", "not", "global x; x = 1" if 0 else "nonlocal x", "del 1", "del f()", "a, b += 1",
               "assert (1, 2), 3 4", "0777", "1__0", "0xg", "1.e", "5a", "\u201cquoted\u201d", "x = $", "a ? b", "x = !y",
               "@", "if x = 1: pass", "while x = 1: pass", "{1, 2: 3}", "{1: 2, 3}", "{**a, b}", "f(a=1, 2)", "f(**a, *b)",
               "f(a for a in b, c)", "f(1=2)", "f(True=1)", "f(a.b=1)", "x: int: str", "None = 1", "True = 1",
               "__debug__ = 1", "(a, b): int", "import a.b as c.d", "from a import (b", "from __future__ import nope",
               "elif x: pass", "case 1: pass", "match x:\n case 1", "def f() -> : pass", "class: pass", "x = yield = 1",
               "*a", "raise from x", "'a' f'{'", "\\ x", "x = 1 \\", "x == = y", "a.1", "for x y in z: pass",
               "if True print(1)", "def 5(): pass", "pass x"):
    try:
        compile(source, "<s>", "exec")
        print("accepted", repr(source))
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
