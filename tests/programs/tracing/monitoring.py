# The tools of sys.monitoring: their numbers, events and functions, and what these are told.
import sys
m=sys.monitoring
print(type(m), m, m.__name__, sorted(vars(m)), m.__doc__, m.events, type(m.events))
def t(f, *a):
    try: print(f.__name__, a[:1], repr(f(*a)))
    except BaseException as e: print(f.__name__, a[:1], type(e).__name__, e)
t(m.use_tool_id,7,'a')
t(m.use_tool_id,-1,'a')
t(m.use_tool_id,'x','a')
t(m.use_tool_id,3,5)
t(m.get_tool,3)
t(m.set_events,3,1)
t(m.get_events,3)
t(m.use_tool_id,3,'three')
t(m.use_tool_id,3,'three')
t(m.get_tool,3)
t(m.get_events,3)
t(m.set_events,3,1|4)
t(m.set_events,3,0)
t(m.get_events,3)
t(m.set_events,3,-1)
t(m.set_events,3,1<<25)
t(m.set_events,3,m.events.C_RAISE)
t(m.set_events,3,m.events.CALL|m.events.C_RAISE)
t(m.get_events,3)
t(m.set_events,3,m.events.BRANCH)
t(m.get_events,3)
t(m._all_events)
t(m.set_events,3,0)
t(m._all_events)
t(m.register_callback,3,3,None)
t(m.register_callback,3,0,None)
t(m.register_callback,3,1<<20,None)
t(m.register_callback,3,1,len)
t(m.register_callback,3,1,None)
t(m.register_callback,3,1,None)
t(m.register_callback,4,1,None)
t(m.set_local_events,3,5,1)
c=(lambda:0).__code__
t(m.set_local_events,3,c,1)
t(m.get_local_events,3,c)
t(m.set_local_events,3,c,1<<12)
t(m.set_local_events,4,c,1)
t(m.get_local_events,4,c)
t(m.set_local_events,3,c,1<<18)
t(m.get_local_events,3,c)
t(m.restart_events)
t(m.clear_tool_id,3)
t(m.get_tool,3)
t(m.free_tool_id,3)
t(m.get_tool,3)
t(m.free_tool_id,9)
t(m.clear_tool_id,4)
E = m.events
names = {getattr(E, n): n for n in vars(E) if n != 'NO_EVENTS'}
def gen():
    x = yield 1
    yield x
def f(a):
    b = len([a])
    for i in range(2):
        b += i
    return b
def g():
    try:
        f('x') + 1
    except TypeError as e:
        pass
    n = gen(); next(n); n.send(5)
    try:
        n.throw(KeyError('k'))
    except KeyError:
        pass
    list(gen())
    int('x')
def watch(*wanted):
    seen = []
    def cb(event):
        def callback(code, *args):
            if code.co_name in ('f', 'g', 'gen', 'h'):
                if event in (E.JUMP, E.PY_START, E.PY_RESUME, E.PY_RETURN, E.PY_YIELD, E.CALL, E.C_RETURN, E.C_RAISE, E.RAISE, E.PY_UNWIND, E.PY_THROW): args = args[1:]
                if event == E.JUMP: args = ()
                if event == E.LINE: args = (args[0] - code.co_firstlineno,)
                args = [type(x).__name__ if isinstance(x, BaseException) or callable(x) or hasattr(x, 'send') else 'MISSING' if x is m.MISSING else x for x in args]
                seen.append((code.co_name, names[event], *args))
        return callback
    m.use_tool_id(1, 'watch')
    bits = 0
    for event in wanted:
        bits |= event
        m.register_callback(1, event, cb(event))
    m.set_events(1, bits)
    try: g()
    except ValueError as e: pass
    m.set_events(1, 0)
    m.free_tool_id(1)
    for s in seen: print(*s)
    print('--')
watch(E.PY_START, E.PY_RESUME, E.PY_RETURN, E.PY_YIELD, E.PY_UNWIND, E.PY_THROW)
watch(E.LINE)
watch(E.RAISE)
watch(E.CALL, E.C_RETURN, E.C_RAISE)
watch(E.JUMP)
# DISABLE
count = []
def h():
    for i in range(3):
        pass
    return 1
def line(code, n):
    count.append(n - code.co_firstlineno)
    return m.DISABLE
m.use_tool_id(1, 'x')
m.register_callback(1, E.LINE, line)
m.set_local_events(1, h.__code__, E.LINE)
h(); h(); print(count)
m.restart_events()
h(); print(count)
def bad(code, *a): return m.DISABLE
m.clear_tool_id(1)
m.register_callback(1, E.RAISE, bad)
m.set_events(1, E.RAISE)
try:
    try: raise KeyError
    except KeyError: pass
except ValueError as e: print(e)
m.free_tool_id(1)
