def nest(depth, leaf):
    group = leaf
    for i in range(depth):
        group = ExceptionGroup("g", [group])
    return group


for depth in (10, 500, 100_000):
    group = nest(depth, ValueError("leaf"))
    for action in (lambda: group.subgroup(ValueError), lambda: group.split(KeyError), lambda: repr(group), lambda: str(group), lambda: group.subgroup(lambda e: False)):
        try:
            action()
        except RecursionError:
            pass
    try:
        try:
            raise group
        except* ValueError:
            pass
    except RecursionError:
        pass
    group = None
wide = ExceptionGroup("wide", [ValueError(i) for i in range(100_000)])
print(len(wide.split(lambda e: e.args and e.args[0] if isinstance(e, ValueError) else 0)[0].exceptions))
try:
    raise wide
except* ValueError as caught:
    print(len(caught.exceptions))
print("survived")
