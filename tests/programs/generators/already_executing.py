def selfish():
    yield next(me)


me = selfish()
try:
    next(me)
except ValueError as error:
    print(error)


def closes_itself():
    yield me.close()


me = closes_itself()
try:
    next(me)
except ValueError as error:
    print(error)


def throws_itself():
    yield me.throw(KeyError)


me = throws_itself()
try:
    next(me)
except ValueError as error:
    print(error)


def inspect():
    print(me.gi_running, me.gi_frame is not None)
    yield me.gi_frame.f_lineno - inspect.__code__.co_firstlineno


me = inspect()
print(me.gi_running, next(me), me.gi_running, me.gi_suspended)


def a(): yield from b_object
def b(): yield from a_object


a_object, b_object = a(), b()
try:
    next(a_object)
except ValueError as error:
    print(error)
