import time

a, b = time.monotonic(), time.perf_counter()
t = time.time()
time.sleep(0.01)
print(time.monotonic() - a >= 0.009, time.perf_counter() > b, time.time() >= t, type(t).__name__,
    type(time.time_ns()).__name__, t > 1_700_000_000, time.process_time() >= 0)
print(time.gmtime(0)[:6], time.gmtime(86400 * 365).tm_year, time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(0)),
    time.gmtime(0).tm_wday, type(time.localtime()).__name__)
for action in (lambda: time.sleep(-1), lambda: time.sleep("a"), lambda: time.nope,
    lambda: time.gmtime("a")):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
