def nest(make, depth, start):
    value = start
    for _ in range(depth):
        value = make(value)
    return value


class Box:
    def __init__(self, value): self.value = value
    def __repr__(self): return "B" + repr(self.value)


for make, start in ((lambda v: [v], []), (lambda v: (v,), ()), (lambda v: {1: v}, {}), (lambda v: frozenset([v]), frozenset()), (Box, 1), (lambda v: slice(v), 1), (lambda v: Exception(v), 1), (lambda v: [[v]], [])):
    try:
        deep = nest(make, 20 if start == frozenset() else 100_000, start)
    except RecursionError:
        print("not made")
        continue
    for convert in (repr, str, ascii, "{}".format, "%r".__mod__ if type(deep) is not tuple else repr):
        try:
            convert(deep)
        except (RecursionError, MemoryError):
            pass
    del deep
print("survived")
