def plain(a, b=2, *rest, c, d=4, **others):
    return a, b, rest, c, d, others


for round in range(3):
    assert plain(1, c=3) == (1, 2, (), 3, 4, {})
    assert plain(1, 5, 6, 7, c=3, e=8) == (1, 5, (6, 7), 3, 4, {"e": 8})
    assert plain(*[1, 2, 3], **{"c": [round], "d": 5}) == (1, 2, (3,), [round], 5, {})
for wrong in (lambda: plain(), lambda: plain(1, c=2, a=3), lambda: (lambda x: x)(1, 2), lambda: (lambda: 0)(x=[1])):
    try:
        wrong()
    except TypeError as error:
        assert error.args
    else:
        assert False


def counter():
    count = 0

    def up(by=1):
        nonlocal count
        count += by
        return count

    return up


up = counter()
assert [up(), up(2), up(by=[3][0])] == [1, 3, 6]


# Frames in more than one piece of memory, to and fro at the border.
def deep(n, a=1, b=2, c=3, d=4, e=5, f=6):
    g = h = i = j = k = l = m = o = p = q = r = s = [n]
    return n if n == 0 else deep(n - 1) + 1


assert deep(250) == 250



def local(n):
    try:
        x = [n]
        del x
        return x
    except UnboundLocalError:
        return "unbound"


assert local(1) == "unbound"


class Callable:
    def __call__(self, *args, **named):
        return args, named

    @classmethod
    def make(cls):
        return cls()

    @staticmethod
    def two():
        return 2


assert Callable.make()(1, a=2) == ((1,), {"a": 2}) and Callable().two() == 2
