names = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "lshift": "<<",
    "rshift": ">>", "and": "&", "or": "|", "xor": "^", "matmul": "@"}


def method(name): return lambda self, other, *rest: f"{name}({type(other).__name__})"


Full = type("Full", (), {f"__{kind}{name}__": method(kind + name) for name in names for kind in ("", "r", "i")})
Reflected = type("Reflected", (), {f"__r{name}__": method("r" + name) for name in names})
for name, symbol in names.items():
    scope = {"a": Full(), "b": Reflected(), "n": 5}
    exec(f"x = a {symbol} n\ny = n {symbol} b\nz = a {symbol} b\nc = a\nc {symbol}= n\nd = n\nd {symbol}= b\ne = []\ne {symbol}= b",
        scope) if symbol not in ("+",
        "*") else exec(f"x = a {symbol} n\ny = n {symbol} b\nz = a {symbol} b\nc = a\nc {symbol}= n\nd = n\nd {symbol}= b\ne = None",
        scope)
    print(symbol, *(scope[k] for k in "xyzcde"))
print(divmod(type("D", (), {"__divmod__": lambda s, o: "divmod"})(), 1),
    divmod(1, type("D", (), {"__rdivmod__": lambda s, o: "rdivmod"})()), pow(Full(), 2), pow(2, Reflected()),
    pow(Full(), 1, 2))


class Unary:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"


u = Unary()
print(-u, +u, ~u, abs(u), not u)
for source in ("-x", "+x", "~x", "abs(x)"):
    try:
        eval(source, {"x": object()})
    except TypeError as error:
        print(error)
