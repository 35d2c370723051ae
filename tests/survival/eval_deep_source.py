import sys

sources = {
    "parentheses": lambda n: "(" * n + "1" + ")" * n,
    "lists": lambda n: "[" * n + "]" * n,
    "unary": lambda n: "-" * n + "1",
    "not": lambda n: "not " * n + "1",
    "plus": lambda n: "+".join(["1"] * n),
    "power": lambda n: "1" + "**1" * n,
    "attributes": lambda n: "x" + ".y" * n,
    "calls": lambda n: "f" + "()" * n,
    "nested calls": lambda n: "f(" * n + ")" * n,
    "subscripts": lambda n: "x" + "[0]" * n,
    "conditional": lambda n: "1 if x else " * n + "2",
    "lambda": lambda n: "lambda: " * n + "1",
    "comparison": lambda n: "1" + "<2" * n,
    "and": lambda n: " and ".join(["x"] * n),
    "dicts": lambda n: "{1:" * n + "1" + "}" * n,
    "strings": lambda n: "'a'" * n,
    "fstrings": lambda n: "f'{" * n + "1" + "}'" * n,
    "walrus": lambda n: "(a:=" * n + "1" + ")" * n,
    "await": lambda n: "(yield " * n + "1" + ")" * n,
    "tuple": lambda n: "1," * n,
    "comprehensions": lambda n: "[" * n + "1" + " for x in y]" * n,
    "open only": lambda n: "(" * n,
    "close only": lambda n: ")" * n,
}
for name, make in sources.items():
    for n in (10, 90, 3_000, 100_000):
        if name in ("comprehensions", "fstrings", "nested calls") and n > 3_000:
            continue
        try:
            compile(make(n), "<deep>", "eval")
        except (SyntaxError, RecursionError, MemoryError):
            pass
print("survived")
