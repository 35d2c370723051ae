# Generators and delegation.
def g():
    yield
    x = yield 1
    y = yield from x
    return y


def emptygen():
    return
    yield
