# Comprehensions: inlined, nested, with conditions, captured variables, assignment expressions.
global_ = [i for i in a if i for j in i if j if i]
{i: j for i, j in a}, {i for i in a}, (i for i in a)
[[i for i in j] for j in k]
[i for j in k for i in [j + 1] for l in (i,)]
[lambda: i for i in a]
[(y := x) for x in a]
def closures():
    a = b = c = 1
    def f1():
        def f2(): return a, b
        return c, f2
    lambda: (lambda: a)
    [lambda: (a, i) for i in b]
    [[i + j for j in a] for i in b]
    [(lambda: x)() for x in a for y in [x]]
    class X:
        a = a
        b = 1
        def m(self): return b
    return (a for b in c if (lambda: b))


def params(a, b):
    def f(): return a
    b = [a for a in b]
    [a := 1 for x in b]
    return f, a
