# What generators tell of themselves, and what they refuse.
import sys


def show(source):
    try:
        print(source, "->", eval(source))
    except Exception as error:
        print(source, "->", type(error).__name__, error)


def two():
    """Two values."""
    frame = sys._getframe()
    try:
        yield frame.f_generator is g
        yield 2
    finally:
        print("finally")
    return 5


g = two()
show("g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.__name__, g.__qualname__, g.gi_code.co_name, g.gi_frame.f_locals")
show("g.send(5)")
show("next(g)")
show("g.gi_frame.f_generator is g, g.gi_frame.f_back, g.gi_suspended, sorted(g.gi_frame.f_locals)")
show("g.gi_frame.clear()")
for wrong in "g.send()", "g.throw()", "g.throw(5)", "g()", "len(g)", "g[0]", "g.nothing", "type(g)()", "iter(g) is g", "setattr(g, '__name__', 5)":
    show(wrong)
g.__name__, g.__qualname__ = "renamed", "somewhere.renamed"
show("repr(g).split(' at ')[0], g.__name__")
show("next(g)")
show("g.close()")
show("g.close(), g.gi_frame, next(g, 'done'), g.gi_suspended")
show("g.send(1)")
show("g.throw(ValueError('late'))")


def delegating():
    result = yield from two()
    print("got", result)
    return 9


g = delegating()
show("next(g)")
show("g.gi_yieldfrom.__name__, g.gi_yieldfrom.gi_suspended")
show("g.send(7)")
show("next(g)")


def from_number(): yield from 5


def from_list():
    yield from [1, 2]


def itself():
    yield next(me)


me = itself()
show("next(me)")
show("list(from_number())")
g = from_list()
show("next(g), g.gi_yieldfrom is not None")
show("g.send(5)")
show("list(x for x in 5)")
squares = (i * j for i in range(4) for j in range(i) if j)
show("squares.__name__, squares.__qualname__, squares.gi_code.co_varnames, list(squares)")
