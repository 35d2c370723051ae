log, lock, done = [], thread.allocate_lock(), []


def work(name):
    for i in range(4):
        with lock:
            log.append((name, i))
        local = [{name: i} for i in range(3)]
    done.append(name)


for name in "abc":
    thread.start_new_thread(work, (name,))
while len(done) < 3:
    thread.allocate_lock().acquire(timeout=0.01) and None
    lock.acquire()
    lock.release()
    free = thread.allocate_lock()
    free.acquire()
    free.acquire(timeout=0.005)
assert sorted(log) == [(name, i) for name in "abc" for i in range(4)]
