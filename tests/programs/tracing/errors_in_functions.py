"""What a trace or profile function raises."""
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
section('error in trace')
def bad(frame, event, arg):
    log.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    if event == want: raise ValueError(event)
    return bad
def victim():
    try:
        a = 1
        g = 1 / 0
    except ZeroDivisionError:
        b = 2
    finally:
        c = 3
    return a
def outer():
    victim()

for want in ('call', 'line', 'exception', 'return'):
    log.clear()
    sys.settrace(bad)
    try: outer()
    except ValueError as e:
        sys.settrace(None) if False else None
        print(repr(e), sys.gettrace(), repr(e.__context__))
        tb = e.__traceback__
        while tb: print('   tb', tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno if tb.tb_frame.f_code.co_name != '<module>' else ''); tb = tb.tb_next
    else: print('no error')
    sys.settrace(None)
    print(log)
def badline(frame, event, arg):
    log.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    if event == 'line' and frame.f_code.co_name == 'catcher' and frame.f_lineno - frame.f_code.co_firstlineno == 2: raise ValueError('L')
    return badline
def catcher():
    try:
        a = 1
    except ValueError as e:
        return 'caught', sys.gettrace(), sys._getframe().f_trace
log.clear(); sys.settrace(badline); print(catcher()); print(log)
section('bad profile')
def badprof(frame, event, arg):
    if event == 'c_call': raise KeyError(1)
def pv(): return len('abc')
sys.setprofile(badprof)
try: pv()
except KeyError as e: print(repr(e), sys.getprofile())
def badprof(frame, event, arg):
    if event == 'c_return': raise KeyError(2)
sys.setprofile(badprof)
try: pv()
except KeyError as e: print(repr(e), sys.getprofile())
