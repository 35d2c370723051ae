code = compile("def inner():\n    return 1 / 0\n\ninner()\n", "<generated>", "exec")
try:
    exec(code)
except ZeroDivisionError:
    print("caught")
exec("def f(n):\n    raise ValueError(n)")
f("made by exec")
