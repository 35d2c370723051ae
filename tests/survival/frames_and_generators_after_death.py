import sys


def generator():
    x = 1
    try:
        yield sys._getframe()
    finally:
        pass


g = generator()
frame = next(g)
print(frame.f_locals, frame.f_lineno > 0)
g.close()
print(frame.f_lineno is None or frame.f_lineno > 0, g.gi_frame, sorted(frame.f_locals) in ([], ["x"]))
del g
frame.clear()
print(frame.f_code.co_name, len(frame.f_locals) >= 0)


def fail():
    local = [1]
    raise ValueError


try:
    fail()
except ValueError as error:
    trace = error.__traceback__
kept = trace.tb_next.tb_frame
print(kept.f_locals)
kept.clear()
print(kept.f_locals, trace.tb_next.tb_lineno > 0)
try:
    sys._getframe().clear()
except RuntimeError as error:
    print(error)
g = generator()
frame = next(g)
try:
    frame.clear()
    print("cleared", next(g, "ended"))
except RuntimeError as error:
    print(error)


def recursive_frames(n):
    return sys._getframe() if n == 0 else recursive_frames(n - 1)


frame, depth = recursive_frames(500), 0
while frame:
    frame, depth = frame.f_back, depth + 1
print(depth in (1, 501, 502))
frame = recursive_frames(900)
del frame
try:
    frame_type = type(sys._getframe())
    frame_type()
except TypeError as error:
    print(error)
print("survived")
