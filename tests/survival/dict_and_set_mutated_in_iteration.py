def attempt(action):
    try:
        action()
        print("no error")
    except (RuntimeError, KeyError) as error:
        print(type(error).__name__, error)


def grow():
    d = {1: 1}
    for k in d:
        d[k + 1] = 1


def shrink():
    d = {1: 1, 2: 2}
    for k in d:
        del d[k]


def replace():
    d = {1: 1, 2: 2, 3: 3}
    for k in d:
        del d[k]
        d[k + 10] = 1


def values():
    d = {1: 1}
    for v in d.values():
        d[len(d) + 5] = v


def items():
    d = {1: 1}
    for k, v in d.items():
        d.clear()


def changed():
    d = {i: i for i in range(5)}
    for k in d:
        d[k] = -k
    print(d)


def set_grow():
    s = {1}
    for x in s:
        s.add(x + 1)


def set_shrink():
    s = {1, 2, 3}
    for x in s:
        s.discard(x)


def in_globals():
    for name in globals():
        globals()["new" + name] = 1


def instance_dict():
    class A: pass
    a = A()
    a.x = 1
    for name in a.__dict__:
        setattr(a, name + "x", 1)


def reverse():
    d = {1: 1, 2: 2}
    for k in reversed(d):
        d[k + 5] = 1


def comprehension():
    d = {1: 1}
    return [d.update({k + 1: 1}) for k in d]


def exhausted():
    d = {1: 1}
    it = iter(d)
    next(it)
    d[2] = 2
    try:
        next(it)
    except RuntimeError as error:
        print(error)
    print(list(it))


for action in (grow, shrink, replace, values, items, changed, set_grow, set_shrink, in_globals, instance_dict, reverse, comprehension, exhausted):
    attempt(action)
