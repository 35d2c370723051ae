def attempt(source):
    try:
        exec(source)
        print("fine")
    except Exception as error:
        print(type(error).__name__, error)


attempt("a, b = 1")
attempt("a, b = [1]")
attempt("a, b = [1, 2, 3]")
attempt("a, b, c = 'ab'")
attempt("a, b, *c = [1]")
attempt("a, *b, c = ()")
attempt("*a, b = []")
attempt("a, b = {}")
attempt("a, b = {1, 2, 3}")
attempt("a, b = iter([1, 2, 3])")
attempt("a, b = None")
attempt("[a, b] = 5.5")
attempt("a, b = (x for x in [1])")
attempt("[] = [1]")
attempt("() = 5")
attempt("for a, b in [1]: pass")
attempt("for a, b in [(1, 2, 3)]: pass")
attempt("a, b = object()")
attempt("(a, b), c = 1, 2")
attempt("a, b = 'abcd'")
attempt("a, b = range(10**6)")
attempt("a, b = {1: 2, 3: 4, 5: 6}")


class Bad:
    def __iter__(self): raise KeyError("iter")
class BadNext:
    def __iter__(self): return self
    def __next__(self): raise OSError("next")
class NotIterator:
    def __iter__(self): return 5


for value in (Bad(), BadNext(), NotIterator()):
    try:
        a, b = value
    except Exception as error:
        print(type(error).__name__, error)
for source in ("*a = [1]", "*a, *b = x", "a, b += 1", "f() = 1", "a + b = 1", "(a, b): int = 1", "None = 1", "a, 1 = x",
    "x = *y", "print(*)", "[*]", "del *a", "*a", "return *a", "for *x in y: pass", "(*a)", "{*a: 1}", "{**a for a in b}",
    "[*a for a in b]", "f(**a, *b)"):
    try:
        compile(source, "", "exec")
        print("accepted", source)
    except SyntaxError as error:
        print(error.msg)
