import sys


def raising():
    raise ValueError("plain raise")


def from_cause():
    raise ValueError("with a cause") from KeyError("cause")


def asserting():
    assert len([]) == 1, "a message"


def deleting():
    del globals()["nothing"]


def unpacking():
    a, b = 1, 2, 3


def iterating():
    for x in 5:
        pass


def importing():
    from sys import nothing_here


def with_statement():
    with {}["context"] as value:
        pass


def augmented():
    x = [1]
    x += 5


def setting():
    (1).x = 2


def item():
    "text"[0] = "T"


def comprehension():
    return [1 / n for n in (1, 0)]


def fstring():
    return f"before {1 / 0} after"


def lambda_inside():
    return list(map(lambda n: 1 / n, [0]))


for function in (raising, from_cause, asserting, deleting, unpacking, iterating, importing, with_statement, augmented,
    setting, item, comprehension, fstring, lambda_inside):
    try:
        function()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
