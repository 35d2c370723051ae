def echo():
    print("started")
    received = None
    while True:
        received = yield f"got {received}"
        if received == "stop":
            return "returned"


g = echo()
print(type(g).__name__, g.__name__, g.__qualname__, iter(g) is g)
print(next(g), g.send(1), g.send(None), next(g))
try:
    g.send("stop")
except StopIteration as stop:
    print(stop.value, stop.args, repr(stop))
for _ in range(2):
    try:
        next(g)
    except StopIteration as stop:
        print(stop.value, stop.args)
print(next(g, "default"), list(g), g.gi_frame, g.gi_running)
h = echo()
for action in (lambda: h.send(1), lambda: h.send(), lambda: next(h, 1, 2), lambda: h.throw(), lambda: h.close(1),
    lambda: len(h), lambda: h[0]):
    try:
        action()
    except TypeError as error:
        print(error)
h.close()
print(next(h, "closed"))


def empty():
    return
    yield


print(list(empty()), [*empty()], tuple(x for x in empty()))
g.__name__ = "renamed"
print(g.__name__)
print(echo.__code__.co_flags & 0x20 != 0, g.gi_code is echo.__code__, g.gi_yieldfrom)
