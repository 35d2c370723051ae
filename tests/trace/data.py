# trace: --format json
def swap(a, b):
    a, b = b, a
    return a, b


x, y = swap(1, "two")
del x
try:
    y.nothing
except AttributeError:
    pass
