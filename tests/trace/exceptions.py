def fails(d):
    return d["key"]


def catches():
    try:
        fails({})
    except KeyError as error:
        x = 1
    finally:
        y = 2
    with open(__file__):
        del y
    raise ValueError(x)


try:
    catches()
except ValueError:
    pass
fails({1: "one"})
