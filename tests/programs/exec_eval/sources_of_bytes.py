def show(source):
    try:
        exec(source, {})
    except SyntaxError as e:
        print(repr(source), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))


show(b"print(1)")
show(b"\xef\xbb\xbfprint(2)")
show(b"# coding: latin-1\nprint('\xe9')")
show(b"#!x\n# -*- coding: cp1252 -*-\nprint('\x80')")
show(bytearray(b"print(3)"))
show(b"\xff")
show(b'a = 1\n# x\nb = "\xe9"\n')
show(b"\xef\xbb\xbf\xff")
show(b"x\n\n\xe9")
show(b"# coding: utf-8\n\xff")
show(b"# coding: nonsense\n")
show(b"\n\n# coding: nonsense\nprint(4)")
show(b'# coding: ascii\n\n"\xe9"')
try:
    show(b"a\0")
except Exception as e:
    print(type(e), e)
