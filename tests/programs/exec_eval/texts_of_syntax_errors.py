# The line that a SyntaxError shows: ended where the parser found it, not where the tokenizer did.
def show(source):
    try:
        compile(source, "<s>", "exec")
    except SyntaxError as e:
        print(repr(source), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))


for source in [
    "a b", "a b\nc", "'abc", "x = '''a\nb", "f'abc\n", "(]\n", ")\n", "[1\n)\n", "€\nx", "0777\nx", "0b2\n", "1e+\n", "a \\ b\nc",
    "x = $\ny", "f'}'\n", "f'{a b}'\n", "f'{}'\n", "'\\N{x}'\n", "b'é'\n", "if 1:\n\tx\n        y\n", "x = 1 +\ny = 2\n", "1 = 2",
    "return\n", "def f(a, a): pass\n", "nonlocal x",
]:
    show(source)
