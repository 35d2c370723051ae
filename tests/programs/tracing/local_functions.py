"""Local trace functions: f_trace set, deleted, returned; tracing begun in the midst of a call."""
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
section('f_trace')
def local(frame, event, arg):
    log.append(('local', frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
def glob(frame, event, arg):
    log.append(('glob', frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    if frame.f_code.co_name == 'nope': return None
    return local
def nope():
    a = 1
def yes():
    a = 1
    nope()
    return 2
log.clear(); sys.settrace(glob); yes(); sys.settrace(None)
for l in log: print(*l)
def switch(frame, event, arg):
    log.append(('switch', event, frame.f_lineno - frame.f_code.co_firstlineno))
    return local
def g2(frame, event, arg):
    log.append(('g2', event))
    return switch
log.clear(); sys.settrace(g2); yes(); sys.settrace(None)
for l in log: print(*l)
def delit(frame, event, arg):
    log.append(('delit', frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    if frame.f_lineno - frame.f_code.co_firstlineno == 2: del frame.f_trace
    return delit if event == 'call' else None
log.clear(); sys.settrace(delit); yes(); sys.settrace(None)
for l in log: print(*l)
def setcur():
    sys.settrace(lambda *a: log.append('never'))
    f = sys._getframe()
    f.f_trace = local
    x = 1
    sys.settrace(None)
    y = 2
log.clear(); setcur()
for l in log: print(*l) if isinstance(l, tuple) else print(l)
def deeper():
    f = sys._getframe().f_back
    sys.settrace(glob)
    f.f_trace = local
def shallow():
    deeper()
    x = 1
    yes()
log.clear(); shallow(); sys.settrace(None)
for l in log: print(*l) if isinstance(l, tuple) else print(l)
