"""Setting f_lineno: where a trace function may send a frame, and CPython's words where it may not."""
import sys

def try_jump(function, start, target, event='line'):
    first = function.__code__.co_firstlineno
    done = False
    def trace(frame, kind, arg):
        nonlocal done
        if frame.f_code is not function.__code__:
            return None
        if kind == event and frame.f_lineno == first + start and not done:
            done = True
            frame.f_lineno = first + target if isinstance(target, int) else target
            out.append(('at', frame.f_lineno - first))
        return trace
    out = []
    sys.settrace(trace)
    result = None
    try:
        result = function(out)
        if hasattr(result, '__next__'):
            result = list(result)
    except BaseException as error:
        result = f'{type(error).__name__}: {error}'
    sys.settrace(None)
    print(function.__name__, start, target, event, out, result)

def straight(out):
    out.append(1)
    out.append(2)

    out.append(4)
    return 5

def loop(out):
    out.append(1)
    for i in range(3):
        out.append(3)
        out.append(4)
    out.append(5)

def nested(out):
    for i in 1, 2:
        out.append(2)
        for j in 3, 4:
            out.append(4)
    while i < 4:
        i += 1
        out.append(7)
    out.append(8)

def handlers(out):
    try:
        out.append(2)
        1 / 0
        out.append(4)
    except ZeroDivisionError as error:
        out.append(6)
        out.append(sys.exception() is error)
    finally:
        out.append(9)
    out.append(10)
    out.append(sys.exception())

class Manager:
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        return None

def managed(out):
    out.append(1)
    with Manager() as m:
        out.append(3)
        with Manager():
            out.append(5)
    out.append(6)

def generator(out):
    out.append(1)
    yield 2
    out.append(3)
    for x in 4, 5:
        yield x
    out.append(6)

def unbound(out):
    a = 1
    b = 2
    out.append((a, b))
    (c := 4)
    return a, b, c

def closure(out):
    x = 1
    def inner():
        return x
    out.append(inner())
    x = 5
    out.append(inner())

def conditions(out):
    a = 1
    if a > 0 and a < 2:
        out.append(3)
    else:
        out.append(5)
    out.append([x for x in range(3) if x] and 'six')
    match a:
        case 1:
            out.append(9)
        case _:
            out.append(11)

for start, target in (1, 4), (2, 1), (1, 3), (4, 1), (1, 6), (1, -1), (5, 2), (1, 'x'), (1, 2.0), (1, True), (1, 0), (1, 10**20):
    try_jump(straight, start, target)
for event, start in ('call', 0), ('return', 5):
    try_jump(straight, start, 2, event)
for start, target in (1, 5), (1, 3), (3, 5), (4, 1), (5, 2), (2, 5), (3, 1), (5, 4):
    try_jump(loop, start, target)
for start, target in (4, 2), (4, 8), (2, 4), (7, 2), (8, 6), (4, 1), (7, 8), (2, 3):
    try_jump(nested, start, target)
for start, target in (2, 4), (2, 6), (3, 9), (6, 10), (7, 10), (9, 10), (10, 2), (6, 2), (5, 10), (1, 5), (2, 5), (4, 5):
    try_jump(handlers, start, target)
try_jump(handlers, 3, 4, 'exception')
for start, target in (1, 3), (3, 6), (5, 3), (5, 6), (1, 6), (6, 1), (3, 5), (3, 1):
    try_jump(managed, start, target)
for start, target in (1, 3), (3, 1), (5, 6), (5, 1), (3, 5), (6, 4):
    try_jump(generator, start, target)
try_jump(generator, 2, 6, 'return')
try_jump(generator, 2, 6, 'call')
try_jump(generator, 5, 1, 'return')
for start, target in (1, 3), (1, 5), (2, 5):
    try_jump(unbound, start, target)
for start, target in (1, 4), (1, 6), (6, 4):
    try_jump(closure, start, target)
for start, target in (1, 5), (3, 5), (3, 6), (5, 3), (6, 9), (9, 11), (11, 9), (9, 3):
    try_jump(conditions, start, target)

frame = sys._getframe()
for line in 5, 'x', None, 10**20:
    try:
        frame.f_lineno = line
    except Exception as error:
        print(type(error).__name__, error)
