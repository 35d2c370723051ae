for source in (
    "def f():\n x = 1\n global x",
    "def f():\n print(x)\n global x",
    "def f(x):\n global x",
    "def f():\n nonlocal x",
    "nonlocal x",
    "def f():\n x = 1\n def g():\n  nonlocal x\n  global x",
    "def f(x):\n def g(x):\n  nonlocal x",
    "class A:\n x = 1\n def f(self):\n  nonlocal x",
    "def f():\n global x\n nonlocal x",
    "def f():\n for x in y: pass\n global x",
    "global x\nx = 1\nglobal x",
    "def f():\n x: int\n global x",
    "def f():\n global x\n x: int = 1",
    "def f():\n nonlocal __class__",
    "class A:\n nonlocal __class__",
    "def f():\n import x\n global x",
    "def f():\n del x\n global x",
    "def f():\n class x: pass\n global x",
    "[x := 1 for x in y]",
    "[(x := 1) for y in (x := z)]",
    "class A:\n [x := 1 for y in z]",
    "def f():\n global x\n [x := y for y in [1]]",
    "lambda: (x := 1)",
    "x := 1",
    "f(x := 1, y=(z := 2))",
    "f(x=y := 1)",
    "(x.y := 1)",
    "(x[0] := 1)",
    "def f(a=b := 1): pass",
    "from x import *\ndef f():\n from y import *",
):
    try:
        compile(source, "<s>", "exec")
        print("accepted")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset)
