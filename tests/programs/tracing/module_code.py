"""Lines of a module: definitions, classes, loops, statements over several lines."""
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
section('module code')
code = compile('''x = 1
def f(a,
      b=2):
    return a + b
class C:
    """doc"""
    y: int = 3
    def m(self):
        return self
for i in range(2):
    f(i)
try:
    C().m().z
except AttributeError: pass
if x: pass
while x < 3:
    x += 1
else:
    del x
with open(me): pass
z = [f(1),
     f(2)]
assert z, \\
    "no"
lambda: 1
@staticmethod
def g(): pass
t = (1,
  2)
''', 'mod.py', 'exec')
def mtr(frame, event, arg):
    if frame.f_code.co_filename == 'mod.py':
        log.append((frame.f_code.co_name, event, frame.f_lineno, frame.f_lasti, rep(arg)))
        return mtr
log.clear(); sys.settrace(mtr); exec(code, {'me': me, '__name__': 'mod'}); sys.settrace(None)
for l in log: print(*l)
