# Escapes that mean nothing are warned of, once a string.
x = "\d"
y = "\d\e", b"\z", f"\q{1}\w", "a" "\h"
z = "\400", b"\777", "\377", "\8"
w = """
  \p
"""
v = f"{1}\{2}" f"\}}"
u = r"\d", rb"\d", rf"\d{1}"
t = b"\u1234", b"\N{DIGIT ONE}"
print(x, y, z, repr(w), v, u, t)
s = f"{1:\d}" if 0 else "\
\("
print(repr(s))
for source in '"\\é"', "'\\\n\\k'", "f'{x!r:\\j}'":
    exec(source, {"x": 1}) if "!r" not in source else compile(source, "<s>", "eval")
