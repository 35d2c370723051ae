# Errors that are found once the whole program has been parsed have no line of a program that is in no file.
PROGRAMS = (
    "from __future__ import braces",
    "from __future__ import annotations, nothing",
    "'doc'\nfrom __future__ import division\nfrom __future__ import nothing as annotations",
    "from __future__ import *",
    "x = 1\nfrom __future__ import annotations",
    "def f():\n    from __future__ import annotations",
    "from __future__ import annotations; from __future__ import braces",
    "def f(a, a): pass",
    "def f():\n    global x\n    x: int = 1",
    "[x async for x in y]",
    "return 1",
    "import",
    "from x import",
    "def f[](): pass",
    "class A[]: pass",
    "x = (1,\n",
    "x = (1,\n\n\n",
    "f(a\n  b)\nc = 1\n",
    "ub'a'",
    "fb'a'",
)
for program in PROGRAMS:
    for ending in "", "\n":
        try:
            compile(program + ending, "<nowhere>", "exec")
            print("accepted")
        except SyntaxError as error:
            print(error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, repr(error.text))
for statement in "1 + 2\n    ", "a\n ", "if 1: pass\n\n  ", "a\n b", "x = 1\n\t\t", "pass\n# comment\n  ":
    try:
        print(compile(statement, "<nowhere>", "single").co_names)
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, repr(error.text))
for expression in "match x", "match x:", "type X = int", "type(X)", "match", "case", "type - 1", "match[1]", "type X":
    try:
        print(compile(expression, "<nowhere>", "eval").co_names)
    except SyntaxError as error:
        print(error.msg, error.offset, error.end_offset)
