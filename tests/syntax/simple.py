pass
pass; pass
pass; pass;
"docstring"
a
a, b
*a, b
del a, (b, c), [d], e.f, g[h], ()
del (a)
del a,
assert a
assert a, "message"
raise
raise A
raise A from B
global a, b
import a
import a.b.c as d, e . f
from a import b
from a.b import c as d, e
from a import (b, c as d,)
from a import *
from . import a
from .a import b
from ... import a
from ....a.b import c
from . . import a
def f():
    return
    return a
    return a, *b
    yield
    yield a, *b
    yield from a
    nonlocal a, b
    await a
    x = await a ** 2
print(a) ; exec(b)
