for mode, source in (("eval", "1 + 1"), ("exec", "x = 1\nprint(x)"), ("single", "1 + 1"), ("single", "x = 5"),
    ("single", "'text'"), ("single", "None"), ("single", "for i in range(2): i\n"), ("exec", ""), ("exec", "\n\n"),
    ("exec", "# only a comment"), ("single", "a = 1; a; a + 1"), ("single", "if 1:\n  'in if'\n")):
    code = compile(source, "<name>", mode)
    print(mode, repr(source), code.co_name, code.co_filename, code.co_firstlineno, type(code).__name__, end=" -> ")
    print(eval(code))
import sys
sys.displayhook = lambda value: print("hook:", repr(value))
exec(compile("1; None; 'a'", "f", "single"))
for arguments in (("1", "f"), ("1",), ("1", "f", "bad"), (1, "f", "exec"), ("1", 5, "exec"), ("x =", "f", "exec"),
    ("1; 2", "f", "eval"), ("1\n2", "f", "single"), ("", "f", "eval"), ("", "f", "single"), ("a\0", "f", "exec"),
    ("1", "f", "exec", 99999999), (b"\xff", "f", "exec"), ("def f():", "f", "single"), ("1", b"bytes", "eval"),
    (None, "f", "exec"), ("x", "f", "exec", 0, False, 5), ("assert 0, 'kept'", "f", "exec", 0, False, 1)):
    try:
        print(compile(*arguments).co_filename)
    except Exception as error:
        print(type(error).__name__, error)
exec(compile("assert False, 'removed'\nprint(__debug__)", "f", "exec", optimize=1))
exec(compile("def f():\n 'doc'\nprint(f.__doc__)", "f", "exec", optimize=2))
