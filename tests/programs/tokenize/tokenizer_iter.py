import _tokenize, io
CASES = [
 "x = 1\n", "x = 1", "", "\n", "  \n", "  ", "# c", "# c\n", "if x:\n    y\n", "if x:\n    y", "if x:\n  y  # c\n\n# d\n", "(\n1,\n)\n", "x = (1,\n", "x = '''a\nb''' + 1\n", "x = '''a", "x = 'a\n", "x = f'{a}b' + c\n", "f'''{\na\n}b\n{c:\n}\n''' + d\n",
 "a \\\n b\n", "a \\\n", "a \\", "\\\n", "x \\ y\n", "if 1:\n  a\n b\n", "if 1:\n\ta\n        b\n", "0777\n", "1__0\n", "1a\n", "x = $y\n", "x ? y\n", ")\n", "(]\n", "(\n]\n", "'''a\nb\n''' '''c\nd'''; e\n",
 "x\r\ny\r\n", "x\ry\r", "é = 'ü'  # ö\n'''é\né''' + é\n", "x\0y\n", "a\n\0b\n", "if x:\n\ty\n\tz\nw\n", "def f():\n  if x:\n    pass\n\n\n  # c\n", "f'{x!r:>{w}}'\n", "f'{{x}}'\n", "f'{x\n}'\n", "f'{'\n", "f'''{'\n", "f'{x'\n", "f'a\n", "f'''a\n", "f'}'\n", "rb'x' Rb\"y\" bR''\n", "ub'x'\n", "a if b else c; async def f(): await x\n", "match x:\n  case 1: pass\n", "x: int = lambda: 0 -> ...\n", "a <> b\n", "a := b\n", "1_000.5e-3j 0xFF 0b1 0o7\n", "if x:\n  a\n  '''\n", "class C:\n  def f(self):\n    (\n", "  x\n", "x\n  y\n", "if 1:\n a\n\n", "if 1:\n a\n \n", "if 1:\n a\n #c", "\x0cif 1:\n \x0c a\n", "a \\\n\\\n b\n", "if x:\\\n  y\n", "\\\n  x\n", "'a\\\nb' c\n", "f'a\\\nb{x}' c\n", "x = 1 \\\n  # c\n", "\u20ac\n", "a\xa0b\n", "f'{a:\n}'\n", "f'{a:{b:{c:{d:{e}}}}}'\n",
 "("*201, "if 1:\n"+"".join(" "*i+"if 1:\n" for i in range(1,101)), "\n\n\nx = 'abc\n", "a\nb\nf'''\n{x\n", "if x:\n   y\n\n  z\n", "\ufeffx\n",
]
T = ["t'{a}b' + c\n", "t'''{\na\n}b\n''' + d\n", "t'a\n", "t'''a\n", "tr'{x}' rt'{y=}'\n", "t'}'\n", "f'{t'{x}'}'\n", "ft'x'\n", "bt'x'\n"]
CASES += T
def dump(src, **kw):
    print("===", repr(src)[:80], kw)
    lines = iter(src.splitlines(True)) if "\r" not in src else iter(io.StringIO(src, newline="").readlines())
    rl = lambda: next(lines, "")
    if "encoding" in kw: rl0 = rl; rl = lambda: rl0().encode()
    try:
        for t in _tokenize.TokenizerIter(rl, **kw): print(t)
    except Exception as e:
        print(type(e).__name__, e.args)
for c in CASES: dump(c, extra_tokens=True)
print("#### encoding")
for c in CASES[:10]: dump(c, extra_tokens=True, encoding="utf-8")
def err(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
def it(values, **kw):
    v = iter(values)
    return list(_tokenize.TokenizerIter(lambda: next(v), extra_tokens=True, **kw))
err(lambda: it(["x\n"]))
err(lambda: it([b"x\n"]))
err(lambda: it([1]))
err(lambda: it(["x"], encoding="utf-8"))
err(lambda: it([b"x\xff\n"], encoding="utf-8"))
err(lambda: it([b"x\xe9\n"], encoding="latin-1"))
err(lambda: it([b"x\xe9\n"], encoding="nope"))
err(lambda: it(["a\nb\nc\n"]))
err(lambda: it(["a", "b", "(", "c", ")"]))
err(lambda: it(["'\ud800'\n"]))
err(lambda: _tokenize.TokenizerIter("a"))
err(lambda: next(_tokenize.TokenizerIter(1, extra_tokens=True)))
def boom(): raise RuntimeError("boom")
err(lambda: list(_tokenize.TokenizerIter(boom, extra_tokens=True)))
i = _tokenize.TokenizerIter(lambda: "", extra_tokens=True)
print(next(i), next(i, None), iter(i) is i, type(i), type(i).__module__)
# A line is not asked for before its tokens are.
lines = iter(["a\n", "b\n", "if x:\n", "  y\n"])
def readline():
    line = next(lines, "")
    print("read", repr(line))
    return line
for t in _tokenize.TokenizerIter(readline, extra_tokens=True): print(t)
