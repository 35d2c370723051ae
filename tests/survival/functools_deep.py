import functools

f = print
for _ in range(100_000):
    f = functools.partial(f)
try:
    f(end="")
except RecursionError:
    pass
f = None


class Chain:
    pass


p = functools.partial(int)
p2 = functools.partial(p)
try:
    p.__setstate__((p, (), {}, {}))
    repr(p)
    p()
except (RecursionError, TypeError):
    pass


@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)


try:
    fib(100_000)
except RecursionError:
    pass
print(fib(100))


class Cmp:
    def __eq__(self, other): return self == other
    __hash__ = object.__hash__


try:
    functools.cmp_to_key(lambda a, b: functools.cmp_to_key(b)(1))(1) < functools.cmp_to_key(lambda a, b: 0)(1)
except (TypeError, RecursionError):
    pass
print("survived")
