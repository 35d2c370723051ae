def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            start = i
            while i < len(text) and (text[i].isdigit() or text[i] == "."):
                i += 1
            yield "number", float(text[start:i])
        elif c in "+-*/()^":
            yield "operator", c
            i += 1
        elif c.isalpha():
            start = i
            while i < len(text) and text[i].isalnum():
                i += 1
            yield "name", text[start:i]
        else:
            raise SyntaxError(f"unexpected {c!r} at {i}")
    while True:
        yield "end", None


class Parser:
    priorities = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}

    def __init__(self, text, **names):
        self.stream, self.names = tokens(text), names
        self.advance()

    def advance(self): self.kind, self.value = next(self.stream)

    def expression(self, least=0):
        left = self.operand()
        while self.kind == "operator" and self.priorities.get(self.value, -1) >= max(least, 1):
            operator = self.value
            priority = self.priorities[operator]
            self.advance()
            right = self.expression(priority + (operator != "^"))
            left = {"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right,
                "/": lambda: left / right, "^": lambda: left ** right}[operator]()
        return left

    def operand(self):
        kind, value = self.kind, self.value
        self.advance()
        match kind, value:
            case "number", n: return n
            case "name", name: return self.names[name]
            case "operator", "-": return -self.expression(3)
            case "operator", "(":
                inner = self.expression()
                if self.value != ")":
                    raise SyntaxError("missing )")
                self.advance()
                return inner
        raise SyntaxError(f"unexpected {value!r}")


for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "10 / 4 - 1", "x * (y + 1)", "1 +", "(1", "1 / 0", "z",
    "3 $ 4"):
    try:
        print(text, "=", Parser(text, x=6, y=0.5).expression())
    except (SyntaxError, ZeroDivisionError, KeyError) as error:
        print(text, "!", type(error).__name__, error)
