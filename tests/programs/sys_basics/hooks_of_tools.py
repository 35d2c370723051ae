import sys
def hook(*a, **k): print('hook', a, k); return 5
sys.breakpointhook = hook
print(breakpoint(1, x=2))
del sys.breakpointhook
try: breakpoint()
except RuntimeError as e: print(e)
sys.breakpointhook = sys.__breakpointhook__
print(sys.get_asyncgen_hooks())
async def ag():
    try: yield 1
    finally: print('fin')
def first(g): print('first', g.__name__)
def final(g): print('final', g.__name__)
sys.set_asyncgen_hooks(first, finalizer=final)
print(sys.get_asyncgen_hooks().firstiter is first)
g = ag()
try: g.asend(None).send(None)
except StopIteration as e: print(e.value)
del g
sys.set_asyncgen_hooks(None, None)
for a, k in (((1,), {}), ((), {'finalizer': 1}), ((), {'x': 1}), ((1, 2, 3), {})):
    try: sys.set_asyncgen_hooks(*a, **k)
    except TypeError as e: print(e)
print(sys.get_asyncgen_hooks(), sys.get_coroutine_origin_tracking_depth())
sys.set_coroutine_origin_tracking_depth(1)
print(sys.get_coroutine_origin_tracking_depth())
try: sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as e: print(e)
