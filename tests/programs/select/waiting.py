"""select, poll, epoll, selectors, fcntl."""
import fcntl, os, select, selectors, signal, time


def attempt(function, *args, **named):
    try:
        return function(*args, **named)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class File:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd

    def __repr__(self):
        return "File"


read, write = os.pipe()
print(select.select([read], [write], [], 0) == ([], [write], []), select.select([read], [], [], 0.01), select.select([], [], [], 0))
os.write(write, b"x")
print(select.select([read, File(read)], [], [read], 1)[0][1:], select.select((read,), (), ())[0] == [read])
for args in ((1, [], []), ([object()], [], []), ([-1], [], []), ([1025], [], []), ([], [], [], -1), ([], [], [], "x")):
    print(attempt(select.select, *args))

poll = select.poll()
print(poll.poll(0), poll.register(read), poll.register(File(write), select.POLLOUT))
print([(fd == read, event) for fd, event in poll.poll()])
print(poll.modify(read, select.POLLPRI), [(fd == write, event) for fd, event in poll.poll(5)], poll.unregister(write))
print(poll.poll(1), poll.poll(0.5))
for args in (("x",), (1, -1), (1, 70000), (1.5,)):
    print(attempt(poll.register, *args))
print(attempt(poll.unregister, 77), attempt(poll.modify, 77, 1), attempt(poll.poll, "x"), attempt(type(poll)))
poll.register(999)
print(poll.poll(0) == [(999, select.POLLNVAL)])

with select.epoll() as epoll:
    print(epoll.closed, epoll.fileno() > 2, epoll.register(read, select.EPOLLIN), epoll.register(write))
    print(sorted((fd == read, event) for fd, event in epoll.poll()), len(epoll.poll(1, 1)))
    print(epoll.modify(write, 0), len(epoll.poll(0.01)), epoll.unregister(read), epoll.poll(0.01), epoll.poll(0))
    for function, args in ((epoll.register, ("x",)), (epoll.register, (write,)), (epoll.unregister, (999,)), (epoll.modify, (read, 1)),
                           (epoll.poll, (0, 0)), (epoll.poll, ("x",)), (epoll.poll, (0, -5))):
        print(attempt(function, *args))
print(epoll.closed, attempt(epoll.poll), attempt(epoll.fileno), attempt(epoll.__enter__), epoll.close())
print(attempt(select.epoll, -5), attempt(select.epoll, 0), attempt(select.epoll, 1, 5), select.epoll.fromfd(os.dup(1)).closed)

# A signal's handler runs meanwhile, and the rest of the time is waited for.
seen = []
signal.signal(signal.SIGALRM, lambda *args: seen.append(1))
os.read(read, 5)
for wait in (lambda: select.select([read], [], [], 0.1), lambda: poll.poll(100), lambda: select.epoll().poll(0.1)):
    poll = select.poll()
    start = time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    print(wait(), time.monotonic() - start >= 0.099, len(seen))

for make in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector, selectors.DefaultSelector):
    with make() as selector:
        key = selector.register(read, selectors.EVENT_READ, data="data")
        print(make.__name__, key.fd == read, key.events, key.data, selector.select(0.01))
        os.write(write, b"y")
        print([(found is key, events) for found, events in selector.select()])
        selector.modify(read, selectors.EVENT_READ | selectors.EVENT_WRITE, "other")
        print(len(selector.get_map()), selector.get_key(read).data, attempt(selector.register, read, 1)[:8], selector.unregister(read).data)
        os.read(read, 5)

print(fcntl.fcntl(read, fcntl.F_GETFD) == fcntl.FD_CLOEXEC, fcntl.fcntl(read, fcntl.F_SETFL, os.O_NONBLOCK))
print(fcntl.fcntl(File(read), fcntl.F_GETFL) & os.O_NONBLOCK == os.O_NONBLOCK, os.get_blocking(read))
print(fcntl.ioctl(read, 0x541B, b"\0\0\0\0"))
os.write(write, b"12345")
buffer = bytearray(4)
print(fcntl.ioctl(read, 0x541B, buffer), buffer, fcntl.ioctl(read, 0x541B, bytes(4)))
name = f"/tmp/fcntl-{os.getpid()}"
with open(name, "w+b") as file, open(name, "r+b") as other:
    print(fcntl.flock(file, fcntl.LOCK_EX), attempt(fcntl.flock, other, fcntl.LOCK_EX | fcntl.LOCK_NB), fcntl.flock(file, fcntl.LOCK_UN))
    print(fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 10, 5, 0))
    pid = os.fork()
    if pid == 0:
        os._exit(0 if isinstance(attempt(fcntl.lockf, other, fcntl.LOCK_EX | fcntl.LOCK_NB), str) else 1)
    print(os.waitpid(pid, 0)[1], fcntl.lockf(file, fcntl.LOCK_UN), attempt(fcntl.lockf, file, 77 & ~15))
os.unlink(name)
print(attempt(fcntl.fcntl, "x", 1), attempt(fcntl.fcntl, 999, 1), attempt(fcntl.fcntl, -1, 1), attempt(fcntl.fcntl, 1, 3, 1.5))
print(attempt(fcntl.ioctl, read, 0x5413, 0), attempt(fcntl.ioctl, 1, 1, 1.5), attempt(fcntl.flock, 999, 2))
