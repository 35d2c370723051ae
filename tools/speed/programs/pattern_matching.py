class Number:
    __match_args__ = ("value",)
    def __init__(self, value): self.value = value


class Binary:
    __match_args__ = ("operator", "left", "right")
    def __init__(self, operator, left, right): self.operator, self.left, self.right = operator, left, right


def simplify(node):
    match node:
        case Binary("+", Number(0), x) | Binary("+", x, Number(0)):
            return simplify(x)
        case Binary("*", Number(0), _) | Binary("*", _, Number(0)):
            return Number(0)
        case Binary("*", Number(1), x) | Binary("*", x, Number(1)):
            return simplify(x)
        case Binary(operator, left, right):
            return Binary(operator, simplify(left), simplify(right))
        case Number():
            return node


def evaluate(node):
    match node:
        case Number(value):
            return value
        case Binary("+", left, right):
            return evaluate(left) + evaluate(right)
        case Binary("*", left, right):
            return evaluate(left) * evaluate(right) % 1_000_003
        case Binary(operator="-", left=left, right=right):
            return evaluate(left) - evaluate(right)


def build(depth, n):
    if depth == 0:
        return Number((n >> 3) % 9)
    return Binary("+-+*"[(n >> 1) % 4], build(depth - 1, n * 5 + 3), build(depth - 1, n * 3 + 1))


def command(state, words):
    match words:
        case ["push", int(n)]:
            state.append(n)
        case ["add"] if len(state) > 1:
            state.append(state.pop() + state.pop())
        case ["jump", ("left" | "right") as where, *rest]:
            state.append(len(where) + len(rest))
        case {"op": "set", "value": value, **others}:
            state.append(value + len(others))
        case []:
            state.clear()
        case _:
            state.append(-1)


tree = build(14, 5)
print([evaluate(tree), evaluate(simplify(tree)), evaluate(simplify(simplify(tree)))])
state, script = [], [["push", 5], ["push", 6], ["add"], ["jump", "left", 1, 2], {"op": "set", "value": 3, "x": 1}, ["what"], ["push", "x"]]
for i in range(1_000_000):
    command(state, script[i % 7])
print(len(state), sum(state))
