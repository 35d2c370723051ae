x = "global"


class A:
    print(x)
    x = "class"
    print(x)
    del x
    print(x)
    y = 1

    def method(self):
        try:
            return y
        except NameError as error:
            return str(error)
    z = [y for _ in [0]] if False else [i for i in range(y)]
    w = (lambda: x)()


print(A().method(), A.z, A.w)


def function():
    x = "function"

    class B:
        print(x)
        x = "B"
        print(x)

        class C:
            print(x)
            seen = x

        def method(self): return x
    return B.x, B.C.seen, B().method()


print(function())


def outer(v):
    class D:
        v = v if False else "own"
        exec("dynamic = 5")
        print(dynamic)
        locals()["more"] = 6
        print(more)
    return D


try:
    print(outer(1).v)
except NameError as error:
    print(error)


class E:
    n = 3
    squares = [i * i for i in range(n)]
    try:
        product = [i * n for i in range(n)]
    except NameError as error:
        print(error)
    both = {i: j for i in range(n) for j in [len(squares)]} if False else None


print(E.squares)


class F:
    global g
    g = "from the class"

    def g2(self): return g


print(g, F().g2(), hasattr(F, "g"))
