# At the end of a program there is no column.
def show(source, mode):
    try:
        compile(source, "<s>", mode)
        print("accepted", repr(source), mode)
    except SyntaxError as e:
        print(repr(source), mode, type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))


for mode in "exec", "eval", "single":
    for source in "a +", "a +\n", "not", "@d", "@d\n\n", "# c", "\n", "  ", "\n\na +", "(a", "a.", "if a:", "if a:\n", "1 2", "'a":
        show(source, mode)
try:
    eval("1 +")
except SyntaxError as e:
    print(e, e.text)
