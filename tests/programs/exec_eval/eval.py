x = 5
print(eval("x + 1"), eval("x", {"x": 10}), eval("x + y", {"x": 1}, {"y": 2}), eval(" 1 + 1"), eval("1\n"), eval("(1,\n2)"),
    eval(b"3"), eval(compile("4", "f", "eval")), eval("[i for i in range(x)]"), eval("lambda: x")())


def local():
    x = "local"
    return eval("x"), eval("locals()") == {"x": "local"} or sorted(eval("locals()")), eval("[x for _ in [1]]"), eval("globals()") is globals()


print(local())
print(eval("x", globals=dict(x="keyword")), eval("(y := 7)"), y, eval("__name__"), eval("None"),
    eval(compile("x = 1", "f", "exec")))
for action in (lambda: eval(), lambda: eval(5), lambda: eval("x", 5), lambda: eval("x", {}, 5), lambda: eval("zzz"),
    lambda: eval("1 +"), lambda: eval("x = 1"), lambda: eval(""), lambda: eval("import sys"), lambda: eval("1; 2"),
    lambda: eval("\t\t"), lambda: eval("a b"), lambda: eval("1\n2"), lambda: eval("yield"), lambda: eval("a\0b"),
    lambda: eval("x", None, {"x": "mapping"}), lambda: eval("print", {"__builtins__": {}}), lambda: eval("x", {}, {}),
    lambda: eval("1 / 0"), lambda: eval("(" * 5)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
