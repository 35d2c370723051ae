"""Processes forked by threads: there is one thread in the child, which is its main thread."""
import os
import sys
import threading
import time
import warnings


def wait_for(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def fork():
    sys.stdout.flush()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pid = os.fork()
    if pid:
        status = wait_for(pid)
        words = [str(warning.message).replace(str(os.getpid()), "N") for warning in caught]
        print(words, "child", status)
    return pid


def child(main):
    """In a child that a thread forked."""
    main.join()
    print(main.is_alive(), threading.current_thread() is threading.main_thread(), threading.active_count())
    print(len(sys._current_frames()))
    thread = threading.Thread(target=lambda: print("a thread of the child"))
    thread.start()
    thread.join()
    sys.stdout.flush()


def worker(main):
    if fork():
        return
    child(main)
    os._exit(7)


thread = threading.Thread(target=worker, args=(threading.current_thread(),))
thread.start()
thread.join()

# With other threads that wait.
gate = threading.Event()
waiting = [threading.Thread(target=gate.wait) for _ in range(3)]
for thread in waiting:
    thread.start()
while len(sys._current_frames()) < 4:
    time.sleep(0.001)
print(sorted(frame.f_globals["__name__"] for frame in sys._current_frames().values()).count("threading") >= 3)
if not fork():
    print(len(sys._current_frames()), threading.active_count(), [thread.is_alive() for thread in waiting])
    for thread in waiting:
        thread.join()
    sys.stdout.flush()
    os._exit(8)
gate.set()
for thread in waiting:
    thread.join()
print(threading.Lock().acquire(timeout=threading.TIMEOUT_MAX))


class AtTheEnd:
    def __del__(self):
        for what in (os.fork, lambda: threading.Thread(target=print).start()):
            try:
                what()
            except PythonFinalizationError as error:
                print(error)


at_the_end = AtTheEnd()
