"""Opcode events: f_trace_opcodes, with f_trace_lines and without."""
import sys
log = []
def rep(x):
    return repr(x).split(' at 0x')[0]
def optr(frame, event, arg):
    if event == 'line': frame.f_trace_opcodes = True
    log.append(('T ', frame.f_code.co_name, event, frame.f_lineno, frame.f_lasti, rep(arg)))
    return optr
def op(a, b):
    if a > b and a:
        c = [i for i in range(2) if i]
    for q in (1, 2):
        try:
            c = q
        finally:
            pass
    while a > 1:
        a -= 1
    pass
    return (lambda: c)()
sys.settrace(optr); op(3, 2); sys.settrace(None)
for l in log: print(*l)
log.clear()
def optr2(frame, event, arg):
    frame.f_trace_opcodes = True
    frame.f_trace_lines = False
    log.append(('T ', frame.f_code.co_name, event, frame.f_lineno, frame.f_lasti, rep(arg)))
    return optr2
def op2(a):
    def g():
        yield a
    for i in g(): pass
    return a
sys.settrace(optr2); op2(3); op2(4); sys.settrace(None)
for l in log: print(*l)
log.clear()
big = 'def big(a):\n  if a:\n' + '\n'.join(f'    x{i} = {i+1000}; a.b{i} = x{i}' for i in range(300)) + '\n  return 1\n'
ns = {}
exec(compile(big, 'big.py', 'exec'), ns)
class O: pass
def btr(frame, event, arg):
    if event == 'line': frame.f_trace_opcodes = True
    if not 5 < frame.f_lineno < 290:
        log.append((event, frame.f_lineno, frame.f_lasti))
    return btr
sys.settrace(btr); ns['big'](O()); ns['big'](None) ; sys.settrace(None)
for l in log: print(*l)
