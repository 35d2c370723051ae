# Programs as trees of objects: every kind of node, with its place.
import ast
src='''
import a.b as c, d
from . import x
@dec
async def f(a, /, b: int = 1, *c, d=2, e, **k) -> "é":
    "doc"
    async with a as b, c: pass
    async for i in x: await i
    return [j async for j in y if j]
class C[T: int = 3, *U, **V](B, metaclass=M):
    x: int = 5
    (y): str
    del x, y[1:2, ::3]
try:
    raise E from e
except (A, B) as e: global q
except: pass
else: pass
finally: pass
try: pass
except* E: pass
match p:
    case 1 | -2+3j | None | "s" if g: pass
    case {1: a, **r}: pass
    case C(a, b=_) | [x, *_]: pass
    case a.b as z: pass
type X[T] = int
é = f"a{x!r:>{w}}b{y=}" 'c'; t = t"{z!s:x}"
lambda *a, b=1: (yield)
x = y = 1_000_000_000_000_000_000_000_000 + 0xff + 1.5 + 2j + b"ab" + u"k" + ...
x += 1 if a else not b
print(a < b <= c not in d is not e, *f, **g, k=v)
{**a, 1: 2}; {1, 2}; {x: y for x in z}; (n := 5); a @ b // c ** -d
while 1: break
else: continue
assert x, "m"
with (a as b): nonlocal v
'''
t=ast.parse(src)
print(ast.dump(t,indent=1,include_attributes=True))
print(ast.dump(ast.parse("x = 1 # type: int\n# type: ignore[a]\n",type_comments=True)))
print(ast.dump(ast.parse("(int, *str, **x) -> y",mode="func_type")))
print(ast.dump(ast.parse("a+b",mode="eval")), ast.dump(ast.parse("a;b",mode="single")))
print(ast.literal_eval("{'a': [1, -2.5, (3+4j), None], 'b': {1,2}, 'c': b'x'}"))
for bad in ("f()", "a", "1+1", "[1,", "-'a'", "{**{}}", "1j+1"):
    try: print(ast.literal_eval(bad))
    except Exception as e: print(type(e).__name__, e)
print(ast.get_docstring(t.body[2], clean=False))
print([type(n).__name__ for n in ast.walk(t)])
class V(ast.NodeVisitor):
    def visit_Name(self, n): print(n.id, n.lineno, n.col_offset, end=' ')
V().visit(t); print()
for bad in ("x = ", "def f(:", "f(", "return\nfrom __future__ import nope"):
    try: print(ast.dump(ast.parse(bad)))
    except SyntaxError as e: print(e, e.filename, e.lineno, e.offset)
