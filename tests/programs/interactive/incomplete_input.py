# What the compiler says where more lines may follow: `codeop` and `code` build on it.
import code
import io
import sys

SOURCES = [
    "f'''a", "f'''a{", "f'{(", "{", "f'''{a}", "f'a", "x = '", "def f(", "f(a for", "print('a' 'b", "[1,2", "[1,2)", "a\\",
    "if x:\n", "if x:\n  y\n", "if x:\n  y", "if x:\n  y\nels", "while", "lambda", "x = \\\n", "#", "# a\n", "try:", "@a\n",
    "@a\n@b\n", "async", "class", "def", "match x:", "with a as", "for", "if x:\n\n", "if x:\n  # c\n", "try:\n  a\nexcept:\n",
    "def f():\n  x = 1\n  if y:\n", "if 1:\n x\n  y", "x = 1 +\\", "x = (1 +\n", "'abc", "'abc\\", "match x:\n case 1:",
    "match x:\n", "for a in b:", "   x", "a b", "f(a=1, b", "[a for", "{1:", "x: int = (", "'''a\n'''b'''", "fur a in b:",
]
ALLOW_INCOMPLETE, DONT_IMPLY_DEDENT = 0x4000, 0x200

for mode in ("exec", "single"):
    for source in SOURCES:
        try:
            compile(source, "typed", mode, ALLOW_INCOMPLETE | DONT_IMPLY_DEDENT)
            print(mode, repr(source), "is whole")
        except SyntaxError as error:
            print(mode, repr(source), type(error).__name__, error)

interpreter = code.InteractiveInterpreter()
for source in SOURCES:
    sys.stderr = io.StringIO()
    more = interpreter.runsource(source)
    said, sys.stderr = sys.stderr.getvalue(), sys.__stderr__
    print(repr(source), more, said.splitlines()[-1:])
