# `traceback` looks for a keyword that was misspelt.
import traceback

for source in [
    "fur a in b:\n  pass\n", "x = 1\nif x:\n  pass\nelso:\n  pass", "1 +", "f(a b)", "whille True:\n  pass", "iff x > 5:\n  pass",
    "class A:\n def f(self):\n  whille True:\n   pass\n", "with block ad something:\n  pass", "improt sys", "form a import b",
    "def f():\n  retrun 1", "if x:\n  pass\nelseif y:\n  pass", "tyr:\n  pass\nexcept:\n  pass", "async dfe f(): pass",
]:
    try:
        compile(source, "typed", "exec")
    except SyntaxError as error:
        print(repr(source), error.args)
        print("".join(traceback.format_exception_only(error)))
