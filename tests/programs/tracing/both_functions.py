"""A trace function and a profile function at once; asking for them; wrong arguments."""
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
section('both')
def both():
    x = len('a')
    return x
def tr(frame, event, arg):
    log.append(('T ', frame.f_code.co_name, event, frame.f_lineno, rep(arg)))
    return tr
log.clear()
sys.settrace(tr); sys.setprofile(prof)
both()
sys.setprofile(None); sys.settrace(None)
for l in log: print(*l)
section('get')
def tr(frame, event, arg):
    log.append(('T ', frame.f_code.co_name, event, frame.f_lineno, rep(arg)))
    return tr
print(sys.gettrace(), sys.getprofile())
sys.settrace(tr); print(sys.gettrace() is tr); sys.settrace(None)
for bad in ((), (1, 2)):
    for fn in (sys.settrace, sys.setprofile, sys.gettrace, sys._settraceallthreads, sys._setprofileallthreads, sys.call_tracing):
        try: fn(*bad); print('ok')
        except TypeError as e: print(e)
sys.settrace(None); sys.setprofile(None)
