# The text that `=` shows in a replacement field is the source's, comments left out; where errors in literal text are shown.
import ast
import warnings

warnings.simplefilter("ignore")
for s in [r'''f'{r"\n"=}' ''', r'''f'{"\n"=}' ''', r'''f'{b"\N{OX}"=}' ''', r'''f'{"\x41"=}' ''', r'''rf'{"\x41"=}' ''', r'''f'a\x41{"\x41"=}b' ''', r'''f'{"\d"=}' ''', r'''f'{"\xZZ" + x=}' ''', r'''f'{x:{"\x41"=}}' ''', r'''t'{"\x41"=}' ''', r'''f'{x  # c
  =}' ''', r'''f'{"a#b"=}' ''', r'''f'{"a\"#b"=}' ''', r"""f'{'''a'#b'''=}' """, r'''f'{"\"#"=}'  ''', r'''f'{f"#{1}"=}' ''', r'''f'{f"#{1 # x
}"=}' ''', r'''f'{f"{"\x41"=}"=}' ''', '''f"{'a'  \\\n + 'b'=}"''']:
    try: print(repr(s), ast.dump(ast.parse(s).body[0].value))
    except SyntaxError as e: print(repr(s), e)
for s in ['f"\\xZZ"', 'f"{x}\\xZZ"', 'f"a{x}b\\N{NOPE}{y}"', 'f"ok" f"\\xZZ"', 'f"""\\xZZ\nabc"""', 'f"""abc\ndef\\xZZ"""', 'x = (1,\n  f"\\xZZ")', 'x = f"\\xZZ" + 1', 'print(f"\\xZZ", 1)', 'f"\\xZZ" "abc"', '"abc" f"\\xZZ"', 't"\\xZZ"', "f'''\\xZZ'''", '"\\xZZ"', '"\\xZZ" f"{a}"', 'if 1:\n  f"\\xZZ"', 'f"{f"\\xZZ"}"', 'f"\\xZZ{a}"', 'f"\\xZZ"\n', 'f"{1}\\xZZ{2}\\xYY"', 'f"""\\xZZ\nab{c}c\n"""', 'b"\\xZZ" f""', 'b"\\xZZ"', 'x = b"\\xZZ"; y']:
    try: compile(s, "<s>", "exec"); print(repr(s),"ok")
    except UnicodeDecodeError as e: print(repr(s), e)
    except SyntaxError as e: print(repr(s), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
for s in ["x = continue if 1 else import ast", "x = break if 1 else pass", "x = pass if 1 else pass", "(1 + 2", "{1 + 2", "[1+2", "a = ( 1, 2, 3\nb=3", b'# coding=latin\n(aaaaaaaaaaaaaaaaa\naaaaaaaaaaa\xb5', "match y:\n case e(e=v,v", "f(a=1,b", "f(a=1,b,"]:
    try: compile(s, "<s>", "exec"); print(repr(s),"ok")
    except SyntaxError as e: print(repr(s), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
