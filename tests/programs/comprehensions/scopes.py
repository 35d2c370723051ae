i = "module"


def function():
    i = "function"
    inner = [i for i in range(3)]
    return i, inner, [[i for i in "ab"], i], {i: i for i in [i]}


print(function(), i)


class C:
    n = 3
    items = [n for n in range(2)]
    first = [y for y in range(n)]
    try:
        second = [n for y in range(2)]
    except NameError:
        second = "no n"
    names = [__name__ for _ in [0]]


print(C.items, C.first, C.second, C.n)


def closures():
    return [lambda: k for k in range(3)], [lambda k=k: k for k in range(3)]


late, early = closures()
print([f() for f in late], [f() for f in early])


def shadow(x):
    y = [x for x in x]
    return x, y


print(shadow([1, 2]))


def walrus():
    [last := z for z in range(5)]
    if any((found := z) > 2 for z in range(5)):
        return last, found


print(walrus())
print([locals()["v"] for v in range(2)], sorted([locals() for v in [1]][0].keys() & {"v", "i"}))


def unbound():
    return [late_name for _ in [1]]


try:
    unbound()
except NameError as error:
    print(error)
