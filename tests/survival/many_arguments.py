def positional(*args): return len(args)
def keywords(**kwargs): return len(kwargs)
def two(a, b): return a, b


print(positional(*range(1_000_000)), keywords(**{str(i): i for i in range(200_000)}))
for call in (lambda: two(*range(1_000_000)), lambda: two(**{str(i): i for i in range(100_000)}), lambda: two(*[1] * 100_000, **{"c": 1}), lambda: print.__call__(*[1], **{"x" * 100_000: 1}), lambda: int(*range(10_000)), lambda: "".join(*range(10_000)), lambda: type(*range(10_000)), lambda: max(*range(1_000_000)) // 0):
    try:
        call()
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, len(str(error)) > 0)
print(max(*range(1_000_000)), min(*range(100_000)), len("{}".format(*range(100_000))), "%s" * 1000 % tuple(range(1000)) == "".join(map(str, range(1000))))


class A:
    def __init__(self, *args, **kwargs): self.n = len(args) + len(kwargs)
    def __call__(self, *args): return len(args)


print(A(*range(300_000), **{"k": 1}).n, A()(*range(300_000)), list(map(positional, *[[1]] * 1_000)), len(list(zip(*[[1]] * 10_000))[0]))


def recursive(*args):
    return len(args) if len(args) > 2_000 else recursive(*args, 1, 2, 3, 4)


print(recursive())
