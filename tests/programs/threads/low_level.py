# What `_thread` and its locks say.
import _thread
import contextvars
import sys
import threading

lock = _thread.allocate_lock()
print(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.locked(), repr(lock).split(" at ")[0])
lock.release()
for call in (
    lock.release,
    lambda: lock.acquire(False, 1),
    lambda: lock.acquire(True, -2),
    lambda: lock.acquire(True, 1e100),
    lambda: _thread.start_new_thread(3, ()),
    lambda: _thread.start_new_thread(print, 3),
    lambda: _thread.start_new_thread(print, (), 3),
    lambda: _thread.stack_size(-1),
    lambda: _thread.stack_size(5),
    lambda: threading.Thread(target=print).join(),
    lambda: threading.current_thread().join(),
    lambda: threading.Thread(3),
    lambda: _thread._ThreadHandle().join(),
    lambda: _thread._local(1),
    lambda: threading.Condition().wait(),
    lambda: threading.Condition().notify(),
    lambda: threading.Semaphore(-1),
    lambda: threading.BoundedSemaphore().release(),
    lambda: threading.RLock().release(),
    lambda: threading.RLock()._release_save(),
    lambda: sys.setswitchinterval(0),
    lambda: sys.setswitchinterval("a"),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)

again = threading.RLock()
print(again.acquire(), again.acquire(), again._is_owned(), again._recursion_count(), repr(again).split(" owner")[0])
state = again._release_save()
print(state[0], state[1] == threading.get_ident(), again._is_owned())
again._acquire_restore(state)
print(again._recursion_count())
again.release()
again.release()

seen = []


def other():
    seen.append((again.acquire(blocking=False), threading.get_ident() != threading.main_thread().ident))


with again:
    thread = threading.Thread(target=other, name="other")
    thread.start()
    thread.join()
print(seen, thread.is_alive(), thread.name, thread.daemon)
try:
    thread.start()
except RuntimeError as error:
    print(error)

done = _thread.allocate_lock()
done.acquire()


def begin(*args, **kwargs):
    seen.append((args, kwargs))
    done.release()


_thread.start_new_thread(begin, (1, 2), {"key": 3})
done.acquire()
print(seen[-1])


def leave():
    try:
        raise SystemExit(5)
    finally:
        done.release()


_thread.start_new_thread(leave, ())
done.acquire()

variable = contextvars.ContextVar("variable", default="unset")
variable.set("in main")
thread = threading.Thread(target=lambda: seen.append(variable.get()))
thread.start()
thread.join()
thread = threading.Thread(target=lambda: seen.append(variable.get()), context=contextvars.copy_context()) if sys.version_info >= (3, 14) else None
print(seen[-1])


class Local(threading.local):
    kept = []

    def __init__(self, *args, **kwargs):
        self.args = args, kwargs

    @property
    def double(self):
        return self.args * 2

    def __getattr__(self, name):
        return "no " + name


local = Local(1, a=2)
local.extra = []
print(sorted(local.__dict__), local.double, local.missing, local.kept)


def look():
    seen.append((sorted(local.__dict__), local.args, local.extra))
    del local.args
    seen.append(local.__dict__)


thread = threading.Thread(target=look)
thread.start()
thread.join()
print(seen[-2:], local.args)
for change in (lambda: setattr(local, "__dict__", {}), lambda: delattr(local, "nothing"), lambda: setattr(local, "double", 1)):
    try:
        change()
    except AttributeError as error:
        print(error)

caught = []
threading.excepthook = lambda info: caught.append((info.exc_type.__name__, str(info.exc_value), info.thread.name))
thread = threading.Thread(target=lambda: 1 / 0, name="failing")
thread.start()
thread.join()
print(caught)
threading.excepthook = threading.__excepthook__
stderr, sys.stderr = sys.stderr, sys.stdout


def trace(frame, event, arg):
    if frame.f_code.co_name == "traced":
        seen.append(event)
    return trace


def traced():
    return 1


threading.settrace(trace)
thread = threading.Thread(target=traced)
thread.start()
thread.join()
threading.settrace(None)
print(seen[-3:], sys.gettrace())
