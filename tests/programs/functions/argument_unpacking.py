def show(*args, **kwargs):
    print(args, kwargs)


show(*[1, 2], 3, *(4,), *"56", *{7: 0}, *range(8, 10))
show(**{"a": 1}, b=2, **{"c": 3})
show(*(), **{})
show(0, *[1], x=1, *[2, 3])


class Mapping:
    def keys(self):
        print("keys")
        return ["one", "two"]

    def __getitem__(self, key):
        return key.upper()


show(**Mapping())


def noisy(name, value):
    print("eval", name)
    return value


show(noisy("a", 1), *noisy("b", [2]), k=noisy("c", 3), **noisy("d", {"e": 4}))


def plain(a, b): return a, b


for call in (
    lambda: show(*5),
    lambda: show(**5),
    lambda: show(*None),
    lambda: show(**[("a", 1)]),
    lambda: show(**{1: 2}),
    lambda: show(a=1, **{"a": 2}),
    lambda: show(**{"a": 1}, **{"a": 2}),
    lambda: plain(*[1], **{"a": 2}),
    lambda: plain(1, *2),
    lambda: show(1, 2, *(x for x in [1, 2 / 0])),
    lambda: Mapping.nothing(**1),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
