"""Trace functions that end or replace tracing; call_tracing; attributes of frames."""
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
def local(frame, event, arg):
    log.append(('local', frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
def glob(frame, event, arg):
    log.append(('glob', frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    if frame.f_code.co_name == 'nope':
        return None
    return local
def nope():
    a = 1
def yes():
    a = 1
    nope()
    return 2
section('unset in trace')
def once(frame, event, arg):
    log.append(('once', event, frame.f_lineno - frame.f_code.co_firstlineno))
    if event == 'line': sys.settrace(None)
    return once
log.clear(); sys.settrace(once); yes(); print(sys.gettrace()); print(log)
def swap(frame, event, arg):
    log.append(('swap', event, frame.f_lineno - frame.f_code.co_firstlineno))
    if event == 'line': sys.settrace(glob)
    return swap
log.clear(); sys.settrace(swap); yes(); sys.settrace(None); print(log)
section('call_tracing')
def ct(frame, event, arg):
    log.append(('ct', frame.f_code.co_name, event))
    if frame.f_code.co_name == 'nope' and event == 'call': print(sys.call_tracing(yes2, ()))
    return ct
def yes2(): return 7
log.clear(); sys.settrace(ct); nope(); sys.settrace(None); print(log)
try: sys.call_tracing(yes2, [1])
except TypeError as e: print(e)
section('attrs')
fr = sys._getframe()
for name, value in (('f_trace_lines', 1), ('f_trace_opcodes', None), ('f_lineno', 3), ('f_lineno', 'a'), ('f_trace', 5)):
    try: setattr(fr, name, value); print(name, getattr(fr, name))
    except Exception as e: print(type(e).__name__, e)
for name in ('f_trace_lines', 'f_trace_opcodes', 'f_lineno', 'f_trace', 'f_code', 'f_locals'):
    try: delattr(fr, name); print('deleted', name, getattr(fr, name, 'gone'))
    except Exception as e: print(type(e).__name__, e)
section('map')
log.clear(); list(map(sys.settrace, [glob])); yes(); sys.settrace(None)
for l in log: print(*l) if isinstance(l, tuple) else print(l)
