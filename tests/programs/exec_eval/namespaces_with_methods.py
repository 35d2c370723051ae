class Space(dict):
    def __getitem__(self, key):
        print("get", key)
        return dict.__getitem__(self, key)

    def __setitem__(self, key, value):
        print("set", key)
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        print("del", key)
        dict.__delitem__(self, key)


def run(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__, e)


space = Space(z=1)
run(eval, "z", space)
run(eval, "missing", space)
run(eval, "len", space)
run(exec, "q = 5; print(q); del q", space)
run(exec, "def f(): return z\nprint(f())", space)
run(exec, "def f(): return missing\nprint(f())", space)
run(exec, "for i in range(3): i", space)
run(exec, "global g; g = 5; print(g)", space)
run(exec, "print(z)", space, {})
run(eval, "[z for i in (1,)]", space)
run(exec, "print(a); a = 1; print(a)", {}, Space(a=0))


class Builtins(dict):
    def __getitem__(self, key):
        print("builtin", key)
        return len


run(eval, "anything", {"__builtins__": Builtins()})
