"""Forking, waiting, running other programs."""
import os, signal, sys, time


def attempt(function, *args, **named):
    try:
        return function(*args, **named)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# A child's end, told in every way there is.
for status in (0, 3, 255):
    pid = os.fork()
    if pid == 0:
        os._exit(status)
    found, how = os.waitpid(pid, 0)
    print(found == pid, how, os.WIFEXITED(how), os.WEXITSTATUS(how), os.waitstatus_to_exitcode(how))

pid = os.fork()
if pid == 0:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTERM)
    os._exit(1)
found, how = os.wait()
print(found == pid, how, os.WIFSIGNALED(how), os.WTERMSIG(how), os.WCOREDUMP(how), os.waitstatus_to_exitcode(how))

pid = os.fork()
if pid == 0:
    os._exit(7)
info = os.waitid(os.P_PID, pid, os.WEXITED)
print(info.si_pid == pid, info.si_signo == signal.SIGCHLD, info.si_status, info.si_code == os.CLD_EXITED, len(info))

pid = os.fork()
if pid == 0:
    os._exit(9)
found, how, usage = os.wait4(pid, 0)
print(found == pid, how >> 8, type(usage).__name__, usage.ru_utime >= 0, len(usage))

pid = os.fork()
if pid == 0:
    os._exit(0)
found, how, usage = os.wait3(0)
print(found == pid, how)
print(attempt(os.waitpid, -1, 0))
print(attempt(os.wait))
print(attempt(os.waitpid, 0, os.WNOHANG))

# The child goes on as a program of its own.
read, write = os.pipe()
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    os.close(read)
    os.dup2(write, 1)
    os.execv("/bin/sh", ["sh", "-c", "echo from $0 $1; exit 4", "a", "b"])
os.close(write)
with os.fdopen(read) as file:
    print(repr(file.read()), os.waitpid(pid, 0)[1] >> 8)

read, write = os.pipe()
pid = os.fork()
if pid == 0:
    os.dup2(write, 1)
    os.execve("/bin/sh", ["sh", "-c", "echo $FIRST $SECOND"], {"FIRST": "1", b"SECOND": b"2"})
os.close(write)
with os.fdopen(read) as file:
    print(repr(file.read()), os.waitpid(pid, 0)[1])

print(attempt(os.execv, "/no/such", ["x"]))
print(attempt(os.execve, "/no/such", ["x"], {}))
print(attempt(os.execv, "/bin/true", []))
print(attempt(os.execv, "/bin/true", "abc"))
print(attempt(os.execv, "/bin/true", [""]))
print(attempt(os.execv, "/bin/true", [1]))
print(attempt(os.execve, "/bin/true", [], {}))
print(attempt(os.execve, "/bin/true", ["a"], 1))
print(attempt(os.execve, "/bin/true", ["a"], {"a=b": "1"}))
print(attempt(os.execve, "/bin/true", ["a\0"], {}))

# posix_spawn.
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "exit $CODE"], {"CODE": "12"})
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
read, write = os.pipe()
actions = [(os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_CLOSE, read), (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0)]
pid = os.posix_spawnp("sh", ["sh", "-c", "echo spawned; cat"], os.environ, file_actions=actions, setsigdef=[signal.SIGPIPE])
os.close(write)
with os.fdopen(read) as file:
    print(repr(file.read()), os.waitpid(pid, 0)[1])
print(attempt(os.posix_spawn, "/no/such", ["a"], {}))
print(attempt(os.posix_spawn, "/bin/true", [], {}))
print(attempt(os.posix_spawn, "/bin/true", ["a"], 3))
print(attempt(os.posix_spawn, "/bin/true", ["a"], {}, file_actions=[()]))
print(attempt(os.posix_spawn, "/bin/true", ["a"], {}, file_actions=[(9,)]))
print(attempt(os.posix_spawn, "/bin/true", ["a"], {}, file_actions=[(os.POSIX_SPAWN_CLOSE,)]))
print(attempt(os.posix_spawn, "/bin/true", ["a"], {}, file_actions=3))

# What is called around forks.
order = []
os.register_at_fork(before=lambda: order.append("before 1"), after_in_parent=lambda: order.append("parent 1"))
os.register_at_fork(before=lambda: order.append("before 2"), after_in_child=lambda: order.append("child 2"))
os.register_at_fork(after_in_parent=lambda: order.append("parent 2"))
read, write = os.pipe()
pid = os.fork()
if pid == 0:
    os.write(write, repr(order).encode())
    os._exit(0)
os.waitpid(pid, 0)
print(os.read(read, 1000).decode())
print(order)
print(attempt(os.register_at_fork))
print(attempt(os.register_at_fork, before=1))

# A child that ends as programs do: hooks run, output is flushed, the status is its own.
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    import atexit
    atexit.register(print, "at the child's end")
    print("in the child")
    sys.exit(5)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

# Groups and sessions.
print(os.getpgid(0) == os.getpgrp(), os.getsid(0) == os.getsid(os.getpid()), os.getppid() > 0)
pid = os.fork()
if pid == 0:
    os.setsid()
    os._exit(0 if os.getsid(0) == os.getpid() == os.getpgrp() else 1)
print(os.waitpid(pid, 0)[1])
pid = os.fork()
if pid == 0:
    time.sleep(100)
os.setpgid(pid, pid)
os.killpg(pid, signal.SIGKILL)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
print(attempt(os.kill, 2 ** 22 + 1, 0))
print(attempt(os.kill, os.getpid(), 999))
print(os.kill(os.getpid(), 0))

# Odds and ends.
print(os.times().user >= 0, len(os.times()), len(os.getloadavg()), os.cpu_count() > 0)
print(os.sysconf("SC_PAGESIZE"), os.sysconf(30), os.pathconf("/", "PC_NAME_MAX"), os.fpathconf(1, "PC_PIPE_BUF"))
print(os.confstr("CS_PATH"), attempt(os.confstr, "CS_X"), attempt(os.sysconf, 1.5), attempt(os.sysconf, 12345))
print(os.getresuid() == (os.getuid(), os.geteuid(), os.getuid()), len(os.getresgid()))
print(os.sched_getscheduler(0) == os.SCHED_OTHER, os.sched_getparam(0), os.sched_get_priority_max(os.SCHED_FIFO))
print(os.sched_param(3), attempt(os.sched_param), attempt(os.sched_setparam, 0, 1))
fd = os.memfd_create("x")
os.write(fd, b"0123456789")
buffers = [bytearray(3), bytearray(4)]
print(os.preadv(fd, buffers, 1), buffers, os.pwritev(fd, [b"ab", b"c"], 2), os.pread(fd, 20, 0))
print(os.lockf(fd, os.F_LOCK, 0), os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_NORMAL))
counter = os.eventfd(3)
os.eventfd_write(counter, 4)
print(os.eventfd_read(counter))
timer = os.timerfd_create(time.CLOCK_MONOTONIC)
print(os.timerfd_settime(timer, initial=0.001), os.read(timer, 8)[0], os.timerfd_gettime_ns(timer))
master, slave = os.openpty()
print(os.isatty(slave), os.ttyname(slave) == os.ptsname(master), os.get_inheritable(slave))
