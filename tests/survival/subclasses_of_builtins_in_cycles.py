# Cycles through values that hold nothing themselves, but whose classes give them attributes; and through classes.
import gc


def make(kind, *args):
    class Sub(kind):
        pass
    value = Sub(*args)
    value.me = value
    Sub.instance = value
    return Sub, value


def slotted(kind):
    class Sub(kind):
        __slots__ = ()
    Sub.instance = Sub()
    return Sub


dead = 0


class Counted:
    def __del__(self):
        global dead
        dead += 1


gc.collect()
for kind, args in ((int, (5,)), (float, (1.5,)), (complex, (1j,)), (str, ("a",)), (bytes, (b"a",)), (bytearray, (b"a",)), (list, ()), (dict, ()), (set, ()), (frozenset, ()), (tuple, ()), (Exception, ()), (type, ("T", (), {})), (property, ()), (staticmethod, (1,)), (classmethod, (1,)), (object, ())):
    made, value = make(kind, *args)
    made.counted = Counted()
    value.counted = Counted()
    made = value = None
for kind in (int, str, float, tuple, frozenset, bytes, object):
    made = slotted(kind)
    made.counted = Counted()
    made = None
gc.collect()
print(dead)


def closure():
    def inner(): return inner
    inner.counted = Counted()
    return inner


def generator():
    me = yield
    counted = Counted()
    yield me, counted


for i in range(100):
    closure()
    g = generator()
    next(g)
    g.send(g)
    m = memoryview(bytearray(3))
    c = Counted()
    c.bound = c.__del__
    c.iterator = iter([c])
    c.zip = zip([c], [c])
    c.map = map(lambda x: c, [c])
    c.slice = slice(c, c, c)
    c.dict = {1: c}.items()
    c.super = super(Counted, c)
    try:
        raise ValueError(c)
    except ValueError as error:
        c.error = error
del g, c
before = dead
gc.collect()
print(dead - 24)
