# What `functools.partial` takes for its state, and what copies of it share.
import copy
import functools


class Names(dict):
    pass


class Many(tuple):
    pass


def show(*args, **names):
    return args, names


made = functools.partial(show, [1], key=[2])
made.own = [3]
shared = copy.copy(made)
print(shared.args[0] is made.args[0], shared.keywords is made.keywords, shared.own is made.own, vars(shared) == vars(made))
for state in ((show, (1,), {"a": 10}, None), (show, (1,), {"a": 10}, {"own": 4}), (show, (1,), None, None), (show, Many((1,)), Names(a=2), {}),
              (show, [], {}, {}), (None, (), {}, {}), (show, (), []), ()):
    try:
        made.__setstate__(state)
        print(made(2), vars(made), type(made.args).__name__, type(made.keywords).__name__)
    except TypeError as error:
        print(error)
made = functools.partial(show)
made.keywords[1] = 2
try:
    made()
except TypeError as error:
    print(error)
