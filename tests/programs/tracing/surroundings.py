"""Tracing with recursion, finalizers, and variables that the trace function changes."""
import sys
me = __file__
def rep(x):
    if isinstance(x, tuple) and len(x) == 3 and isinstance(x[1], BaseException):
        tb = x[2]
        lines = []
        while tb:
            lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
            tb = tb.tb_next
        return (x[0].__name__, repr(x[1]), lines)
    if callable(x):
        return getattr(x, '__qualname__', '?') + ' ' + type(x).__name__
    return repr(x).split(' at 0x')[0]
def section(s):
    print('==', s)
log = []
def prof(frame, event, arg):
    log.append(('  ', frame.f_code.co_name, event, frame.f_lineno, frame.f_lasti, rep(arg)))
section('recursion')
def rec(n):
    if n: rec(n - 1)
count = 0
def rtr(frame, event, arg):
    global count
    count += 1
    return rtr
sys.settrace(rtr)
try: rec(10**6)
except RecursionError as e: sys.settrace(None); print('RecursionError', count > 1000)
sys.settrace(None)
section('del')
class D:
    def __del__(self):
        x = 1
def dd():
    d = D()
    d = None
    return 1
log.clear(); sys.settrace(mtr2 := lambda f, e, a: (log.append((f.f_code.co_name, e, f.f_lineno)), mtr2)[1]); dd(); sys.settrace(None)
for l in log: print(*l)
section('locals')
def ltr(frame, event, arg):
    if event == 'line':
        log.append((frame.f_lineno - frame.f_code.co_firstlineno, dict(frame.f_locals)))
        if 'x' in frame.f_locals: frame.f_locals['x'] = 42
    return ltr
def lf():
    x = 1
    y = x
    return x, y
log.clear(); sys.settrace(ltr); r = lf(); sys.settrace(None); print(r, log)
