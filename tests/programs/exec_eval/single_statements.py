# A compound statement alone has to be ended, a simple one need not be.
def show(source):
    try:
        compile(source, "<s>", "single")
        print("accepted", repr(source))
    except SyntaxError as e:
        print(repr(source), type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))


for source in [
    "x", "x\n", "x\n\n", "x; y", "x;", "if x: y", "if x: y\n", "if x: y\n\n", "if x:\n  y", "if x:\n  y\n", "if x:\n y\nz",
    "def f():\n  def g():\n    pass", "def f():\n  def g(): pass", "class A: x; y", "x # c", "if x: y # c", "if x:\n y\n# c",
    "for x in y:\n  z\nelse: w", "for x in y:\n  z\nelse: w\n", "@d\ndef f(): pass", "try:\n x\nexcept: y", "x = [1,\n2]",
    "if x:\n y\n  ", "\tx", "match x:\n case y:\n  z", "x\ny", "", "\n", "#c\nx",
]:
    show(source)
exec(compile("1 + 1", "<s>", "single"))
exec(compile("None; 'a'; [1]", "<s>", "single"))
