# Sources that are deep, wide or broken in some way: compiled, or refused with an error.
def attempt(source, mode="exec"):
    try:
        return type(compile(source, "f", mode)).__name__
    except (SyntaxError, RecursionError, MemoryError, ValueError, OverflowError) as error:
        return type(error).__name__


N = 20_000
deep = {
    "brackets": "[" * N + "]" * N, "parentheses": "(" * N + ")" * N, "braces": "{" * N, "calls": "f(" * N + ")" * N, "subscripts": "a" + "[0]" * N, "attributes": "a" + ".b" * N, "negations": "-" * N + "1", "nots": "not " * N + "1", "additions": "1" + "+1" * N, "powers": "1" + "**1" * N, "comparisons": "1" + "<1" * N, "conditions": "1 if 1 else " * N + "1", "lambdas": "lambda: " * N + "1",
    "awaits": "async def f():\n " + "await " * N + "x", "stars": "print(" + "*" * N + "a)", "dicts": "{1:" * N + "1" + "}" * N, "comprehensions": "[" * 100 + "x" + " for x in y]" * 100, "fstrings": "f'{" * 200 + "1" + "}'" * 200, "formats": "f'{1:" + "{1:" * 50 + "}" * 51 + "'", "walrus": "(a := " * N + "1" + ")" * N, "ands": "1 and " * N + "1", "elifs": "if a: pass\n" + "elif a: pass\n" * N,
    "ifs": "".join(" " * i + "if a:\n" for i in range(99)) + " " * 99 + "pass", "too many ifs": "".join(" " * i + "if a:\n" for i in range(120)) + " " * 120 + "pass", "fors": "".join(" " * i + "for x in y:\n" for i in range(25)) + " " * 25 + "pass", "withs": "with " + ", ".join(["a"] * 500) + ": pass", "functions": "".join(" " * i + f"def f{i}():\n" for i in range(95)) + " " * 95 + "pass", "classes": "".join(" " * i + f"class C{i}:\n" for i in range(95)) + " " * 95 + "pass",
    "tries": "".join(" " * i + "try:\n" for i in range(30)) + " " * 30 + "pass\n" + "".join(" " * i + "finally: pass\n" for i in reversed(range(30))), "decorators": "@a\n" * N + "def f(): pass", "patterns": "match a:\n case " + "[" * 2000 + "]" * 2000 + ": pass", "ors": "match a:\n case " + "1 | " * N + "1: pass", "unpacking": "(" * 2000 + "a," + ")" * 2000 + " = b", "targets": "a = " * N + "1", "deletions": "del " + "(" * 2000 + "a" + ")" * 2000, "strings": "'a' " * N, "semicolons": "a;" * N, "backslashes": "\\\n" * N + "1",
    "arguments": "f(" + ",".join(f"a{i}=1" for i in range(5000)) + ")", "parameters": "def f(" + ",".join(f"a{i}" for i in range(5000)) + "): pass", "names": "\n".join(f"x{i} = {i}" for i in range(70_000)), "constants": "x = [" + ",".join(f"{i}.5" for i in range(70_000)) + "]", "globals": "def f():\n global " + ",".join(f"a{i}" for i in range(5000)), "long line": "x = '" + "a" * 3_000_000 + "'", "digits": "x = " + "1" * 5000, "hex": "x = 0x" + "f" * 100_000, "exponent": "x = 1e" + "9" * 5000, "blank": "\n" * 1_000_000, "comments": "#\n" * 300_000, "spaces": " " * 1_000_000 + "1", "tabs": "if 1:\n" + "\t" * 90 + "pass",
    "type parameters": "def f[" + ",".join(f"T{i}" for i in range(2000)) + "](): pass", "annotations": "x: " + "a[" * 5000 + "0" + "]" * 5000, "null": "a\0b", "surrogate": "x = '\ud800'", "form feeds": "\f" * 10_000 + "1", "carriage returns": "a\r" * 10_000, "unicode names": "é" * 100_000, "yields": "def f():\n " + "yield (" * 2000 + "1" + ")" * 2000, "slices": "a[" + ":," * N + "]", "ellipses": "." * N,
}
for name, source in deep.items():
    for mode in ("exec", "eval", "single"):
        attempt(source, mode)
print(len(deep))
for folded in ("'a' * 10 ** 9", "1 << 10 ** 9", "2 ** 10 ** 9", "(1,) * 10 ** 9", "'%*d' % (10 ** 9, 1)", "'a' * -1", "1 // 0", "-(-1 << 10000)", "b'x' * 10 ** 12", "10 ** 4000 ** 2"):
    print(attempt("lambda: " + folded, "eval"))
print("survived")
