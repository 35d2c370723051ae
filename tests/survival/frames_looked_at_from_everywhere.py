import gc
import sys


def attempt(action):
    try:
        result = action()
        print(result if isinstance(result, (int, str, bool, tuple)) else type(result).__name__)
    except Exception as error:
        print(type(error).__name__)


def frame(): return sys._getframe()


f = frame()
attempt(lambda: f.clear())
attempt(lambda: f.f_back is None)
attempt(lambda: f.f_locals)
attempt(lambda: setattr(f, "f_lineno", 5))
attempt(lambda: setattr(f, "f_trace", None))
attempt(lambda: sys._getframe().clear())
attempt(lambda: sys._getframe(1 << 40))
attempt(lambda: sys._getframe(-5).f_code.co_name)


def generator():
    x = yield sys._getframe()
    yield x


g = generator()
f = next(g)
attempt(lambda: f.f_locals["x"])
attempt(lambda: f.f_locals.update(x=5))
attempt(lambda: f.clear())
attempt(lambda: next(g))
g = generator()
f = next(g)
g = None
gc.collect()
attempt(lambda: f.f_locals)
attempt(lambda: f.f_back)


def own_frame():
    me = sys._getframe()
    me.f_locals["me2"] = me
    me.f_locals["hidden"] = [me.f_locals]
    return len(me.f_locals)


attempt(own_frame)


def changed():
    x = 1
    sys._getframe().f_locals["x"] = 2
    sys._getframe().f_locals["new"] = 3
    return x, "new" in sys._getframe().f_locals


attempt(changed)


def deletes():
    x = 1
    del sys._getframe().f_locals["x"]
    return x


attempt(deletes)


def deep(n):
    return sys._getframe() if n == 0 else deep(n - 1)


f = deep(900)
count = 0
while f:
    count += 1
    f = f.f_back
print(count > 0)


def tracebacks(n):
    if n == 0:
        raise ValueError
    tracebacks(n - 1)


try:
    tracebacks(500)
except ValueError as error:
    t = error.__traceback__
    frames = 0
    while t:
        t.tb_frame.clear() if t.tb_frame is not sys._getframe() else None
        frames += 1
        t = t.tb_next
    print(frames)
attempt(lambda: (lambda: 0).__code__.replace(co_name=5))
attempt(lambda: (lambda: 0).__code__.replace(co_consts=(5,))())
function = lambda: 0
for name, value in (("__code__", 5), ("__code__", (lambda x: x).__code__), ("__defaults__", 5), ("__defaults__", (1, 2, 3)), ("__kwdefaults__", 5), ("__closure__", 5), ("__globals__", {}), ("__name__", 5), ("__dict__", 5), ("__qualname__", None), ("__annotations__", 5), ("__type_params__", 5)):
    attempt(lambda: setattr(function, name, value))
attempt(lambda: function())


def captures(): return lambda: y


attempt(lambda: setattr(function, "__code__", (lambda y: lambda: y)(1).__code__))
attempt(lambda: type(function)(function.__code__, 5))
attempt(lambda: type(function)(function.__code__, {}, 5))
attempt(lambda: type(function)(function.__code__, {}, "n", 5))
attempt(lambda: type(function)((lambda y: lambda: y)(1).__code__, {}, "n", None, ()))
attempt(lambda: type(function)((lambda y: lambda: y)(1).__code__, {}, "n", None, (5,)))
