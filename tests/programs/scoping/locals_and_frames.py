import sys


def snapshot(a, b=2):
    c = a + b
    first = locals()
    d = 4
    second = locals()
    first["c"] = "changed"
    return c, sorted(first), sorted(second), first is second


print(snapshot(1))


def caller():
    secret = "in the caller"
    return callee()


def callee():
    frame = sys._getframe(1)
    print(frame.f_code.co_name, frame.f_locals["secret"], frame.f_lineno > 0, type(frame.f_locals).__name__)
    frame.f_locals["secret"] = "changed through the proxy"
    frame.f_locals["extra"] = 1
    return frame


f = caller()
print(f.f_locals["secret"], f.f_locals["extra"], sorted(f.f_locals), len(f.f_locals), "secret" in f.f_locals)


def cells():
    x = 1
    def inner(): return x
    sys._getframe().f_locals["x"] = 50
    return inner(), x


print(cells(), locals() is globals())
try:
    sys._getframe(500)
except ValueError as error:
    print(error)


class C:
    a = 1
    print(sorted(k for k in locals() if not k.startswith("__")), sys._getframe().f_code.co_name)
    locals()["b"] = 2


print(C.b)
print([sorted(locals()) for i in [1]][0] == sorted(k for k in locals()) or "comprehension sees more")
g = (sys._getframe().f_code.co_name for _ in [0])
print(next(g))
for change in (lambda: f.f_locals.pop("secret"), lambda: f.f_locals.__delitem__("secret"), lambda: f.f_locals["nope"],
    lambda: f.f_locals.clear()):
    try:
        change()
        print("allowed")
    except Exception as error:
        print(type(error).__name__, error)
