# trace: --function show
import sys


class Mine(int):
    def __repr__(self):
        raise SystemExit("nobody asked")


class Error(Exception):
    def __str__(self):
        raise SystemExit("nobody asked")


def show():
    n = None
    i = 10**10, 10**30, 10**300, -1.5, 1j
    s = "it's\n" + "long" * 100
    b = b"bytes"
    t = (1,), [[[[]]]], {1, 2}, {"key": {"deep": [1]}}
    many = list(range(100))
    o = Mine(3)
    e = Error("x")
    f = show
    m = sys
    c = Mine
    k = [].append, print, "".join
    r = range(3), range(0, 10, 2), slice(1, None)
    g = (x for x in s)

    def inner():
        return n

    nested = many
    for _ in range(10):
        nested = [nested, o]
    many.append(nested)
    del n
    return ...


show()
