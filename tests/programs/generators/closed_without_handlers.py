import gc, sys
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def plain():
    d = D("plain")
    yield 1
    yield 2
def guarded():
    d = D("guarded")
    try:
        yield 1
    except GeneratorExit:
        print("exit seen")
        raise
    finally:
        print("finally")
def withed():
    class C:
        def __enter__(s): return s
        def __exit__(s, *a): print("exit", a[0])
    with C():
        yield 1
for f in plain, guarded, withed:
    g = f(); next(g)
    print(f.__name__, g.close(), g.gi_frame, g.gi_running, g.gi_suspended)
    try: next(g)
    except StopIteration: print("stopped")
    g = f(); next(g); del g; print("gone")
def outer():
    yield from guarded()
g = outer(); next(g); g.close()
def after():
    try: pass
    finally: yield 1
    yield 2
g = after(); next(g); g.close(); print(g.gi_frame)
g = after(); next(g); next(g); g.close(); print(g.gi_frame)
events = []
def tracer(frame, event, arg):
    if frame.f_code.co_name in ("plain", "guarded"): events.append((frame.f_code.co_name, event))
    return tracer
sys.settrace(tracer)
for f in plain, guarded:
    g = f(); next(g); g.close()
sys.settrace(None)
print(events)
