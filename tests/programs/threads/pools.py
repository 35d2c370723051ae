# Pools of threads and their futures.
import concurrent.futures as cf
import logging
import threading
import time

with cf.ThreadPoolExecutor(max_workers=3, thread_name_prefix="worker") as pool:
    print(list(pool.map(lambda n: n * n, range(6))))
    print(list(pool.map(pow, [2, 3], [5, 2], timeout=5)))
    future = pool.submit(divmod, 17, 5)
    print(future.result(), future.done(), future.running(), future.cancelled(), future.exception())
    bad = pool.submit(lambda: 1 / 0)
    print(repr(bad.exception()))
    try:
        bad.result()
    except ZeroDivisionError as error:
        print(error)
    names = {pool.submit(lambda: threading.current_thread().name).result() for _ in range(3)}
    print(all(name.startswith("worker_") for name in names))
    waiting = {pool.submit(time.sleep, seconds): seconds for seconds in (0.15, 0.01, 0.07)}
    print([waiting[future] for future in cf.as_completed(waiting)])
    slow = pool.submit(time.sleep, 0.1)
    try:
        slow.result(timeout=0.01)
    except TimeoutError as error:
        print(type(error).__name__, str(error))
    done, left = cf.wait([slow, future], return_when=cf.FIRST_COMPLETED)
    print(future in done, slow in left)

called = []
future = cf.Future()
future.add_done_callback(called.append)
future.set_result("by hand")
print(called == [future], repr(future)[-28:])
try:
    future.set_result(1)
except cf.InvalidStateError as error:
    print(str(error)[:9])

pool = cf.ThreadPoolExecutor(1)
gate = threading.Event()
first, second = pool.submit(gate.wait), pool.submit(print, "never")
print(second.cancel(), second.cancelled())
gate.set()
pool.shutdown()
try:
    pool.submit(print)
except RuntimeError as error:
    print(error)
try:
    second.result()
except cf.CancelledError as error:
    print(repr(error))
print(first.result())


def fails():
    raise ValueError("no start")


logging.disable()
pool = cf.ThreadPoolExecutor(1, initializer=fails)
try:
    pool.submit(print).result()
except cf.BrokenExecutor as error:
    print(type(error).__name__, error)
pool.shutdown()
