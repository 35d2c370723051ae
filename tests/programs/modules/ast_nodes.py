# The classes of nodes: fields, constructors, copies, texts.
import _ast as ast

def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)

for name in sorted(vars(ast)):
    kind = getattr(ast, name)
    if isinstance(kind, type) and issubclass(kind, ast.AST):
        print(name, kind.__bases__, kind._fields, kind._attributes, kind.__match_args__, kind.__module__)
        if name != "AST":
            print("   ", repr(kind.__doc__), getattr(kind, "_field_types", None))
        print("   ", {key: value for key, value in sorted(vars(kind).items()) if value is None and key != "__doc__"})
    elif name.startswith("Py"):
        print(name, kind)

attempt(lambda: ast.Name("x"))
attempt(lambda: ast.Name("x", ast.Store(), 3))
attempt(lambda: ast.Name("x", id="y"))
attempt(lambda: ast.Return(1, 2))
attempt(lambda: ast.AST(1))
attempt(lambda: ast.AST())
attempt(lambda: ast.Name("x", lineno=3).lineno)
attempt(lambda: ast.Name("x").lineno)
attempt(lambda: ast.Name("x").end_lineno)
attempt(lambda: ast.Name("x").ctx is ast.Name("y").ctx)
attempt(lambda: ast.Load() is ast.Load())
attempt(lambda: sorted(vars(ast.FunctionDef("f", ast.arguments(), [ast.Pass()])).items()))
attempt(lambda: ast.FunctionDef("f", ast.arguments(), [ast.Pass()]))
attempt(lambda: ast.MatchAs())
attempt(lambda: ast.Name(ast.Name(ast.Name(ast.Name(ast.Name("x"))))))
attempt(lambda: ast.Constant((1, 2, 3)))
attempt(lambda: ast.Constant([ast.Name("x")] * 3))
attempt(lambda: ast.Name("x").__reduce__())
attempt(lambda: ast.Name("x", lineno=3).__reduce_ex__(2))
attempt(lambda: ast.AST().__reduce__())
attempt(lambda: ast.Name("x").__replace__(id="y", lineno=2).lineno)
attempt(lambda: ast.Name("x").__replace__(name="y"))
attempt(lambda: ast.Name("x").__replace__(1))
node = ast.Name("x")
node.extra = 1
attempt(lambda: vars(node.__replace__(ctx=ast.Del())))
del node.id
attempt(lambda: node)
attempt(lambda: node.__replace__())
attempt(lambda: node.__replace__(id="y"))
node.id = node
attempt(lambda: node)


class Own(ast.AST):
    _fields = ("a", "b")


class Typed(ast.expr):
    _fields = ("items", "maybe")
    _field_types = {"items": list[int], "maybe": int | None}


attempt(lambda: Own(1, b=2))
attempt(lambda: Own())
attempt(lambda: Typed().items)
attempt(lambda: Typed(maybe=1))


def parts(node):
    match node:
        case ast.BinOp(ast.Constant(left), ast.Add(), ast.Constant(right)):
            return left + right


attempt(lambda: parts(ast.BinOp(ast.Constant(1), ast.Add(), ast.Constant(2))))
