def f():
    raise GeneratorExit("like any other")


f()
