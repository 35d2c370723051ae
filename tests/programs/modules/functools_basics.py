import functools


@functools.lru_cache(maxsize=2)
def square(n):
    print("computing", n)
    return n * n


print(square(2), square(2), square(3), square(4), square(2), square.cache_info().hits, square.cache_info())
square.cache_clear()
print(square.cache_info().currsize, square.__wrapped__(5), square.__name__)
p = functools.partial(print, "a", sep="-")
p("b", "c")
p("b", sep="+")
print(p.func is print, p.args, p.keywords, functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]),
    functools.reduce(lambda a, b: a + b, [], "start"))


def decorator(f):
    @functools.wraps(f)
    def wrapper(*args):
        "wrapper doc"
        return f(*args)
    return wrapper


@decorator
def documented(x: int):
    "original doc"
    return x


print(documented.__name__, documented.__doc__, documented.__wrapped__(1), documented(2))


@functools.total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v


print(V(1) <= V(2), V(1) >= V(2), V(2) > V(1))


class C:
    @functools.cached_property
    def value(self):
        print("once")
        return 5


c = C()
print(c.value, c.value, vars(c))


@functools.singledispatch
def kind(x): return "object"
@kind.register
def _(x: int): return "int"
@kind.register(list)
def _(x): return "list"


print(kind(5), kind([]), kind("s"), kind(True))
for action in (lambda: functools.reduce(lambda a, b: a, []), lambda: functools.partial(), lambda: functools.partial(5),
    lambda: square([]), lambda: functools.reduce(5, [1, 2])):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
