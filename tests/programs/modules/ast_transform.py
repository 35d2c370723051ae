# Trees that are changed and run: transformers, visitors, places, deep trees.
import ast

source = '''
def area(width, height):
    "The area."
    if width < 0:
        raise ValueError(f"width {width!r} < 0")
    return width * height

total = [area(x, y) for x in range(3) for y in (1, 2)]
match total:
    case [0, *rest, last] if last: found = (rest, last)
    case _: found = None
lam = lambda a, *b, c=1, **d: (a, b, c, d)
class Point[T]:
    x: int = 1
    def get(self) -> T: return __class__
'''


class Doubler(ast.NodeTransformer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Mult):
            two = ast.Constant(2)
            return ast.copy_location(ast.BinOp(node, ast.Mult(), two), node)
        return node

    def visit_Pass(self, node):
        return None


tree = ast.fix_missing_locations(Doubler().visit(ast.parse(source)))
space = {}
exec(compile(tree, "<tree>", "exec"), space)
print(space["total"], space["found"], space["lam"](1, 2, c=3, e=4), space["area"].__doc__)
print(space["Point"]().get(), space["Point"].__annotations__, space["Point"].__type_params__)

code = compile(ast.parse(source), "<tree>", "exec")
plain = compile(source, "<tree>", "exec")


def same(a, b):
    inner = zip(a.co_consts, b.co_consts)
    return (
        a.co_code == b.co_code
        and list(a.co_positions()) == list(b.co_positions())
        and all(same(x, y) if hasattr(x, "co_code") else x == y for x, y in inner)
    )


print(same(code, plain))

try:
    space["area"](-1, 2)
except ValueError as error:
    trace = error.__traceback__.tb_next
    print(error, trace.tb_lineno, trace.tb_frame.f_code.co_filename)

# Places are those that the nodes say.
name = ast.Name("missing", lineno=1000, col_offset=5, end_lineno=1001, end_col_offset=2)
try:
    eval(compile(ast.Expression(name), "<made>", "eval"))
except NameError as error:
    frame = error.__traceback__.tb_next
    print(frame.tb_lineno, list(frame.tb_frame.f_code.co_positions())[-2])

for value in (2**100, -(2**100), -5, -1.5, 1 + 2j, -2j, (), (1, (2.5, "a")), b"x", ..., None, frozenset({1})):
    node = ast.fix_missing_locations(ast.Expression(ast.Constant(value)))
    print(repr(eval(compile(node, "<made>", "eval"))), end=" ")
print()

deep = ast.Constant(1)
for _ in range(3000):
    deep = ast.UnaryOp(ast.Not(), deep, lineno=1, col_offset=0)
deep.lineno = 1
print(len([node for node in ast.walk(deep)]))

print(ast.literal_eval(ast.parse("[1, -2, (3, {4: {5}})]", mode="eval")))
print(ast.dump(ast.parse("f(x, *y)[1:2]", mode="eval"), indent=2))
print(sorted(type(child).__name__ for child in ast.iter_child_nodes(ast.parse("if a: b\nelse: c").body[0])))
