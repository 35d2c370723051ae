"""The module signal, all of it."""
import os, signal, time


def attempt(function, *args, **named):
    try:
        return function(*args, **named)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def handler(number, frame):
    print("got", signal.Signals(number).name, frame.f_code.co_name)


def main():
    print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGPIPE))
    print(signal.getsignal(signal.SIGUSR1), signal.signal(signal.SIGUSR1, handler))
    signal.raise_signal(signal.SIGUSR1)
    os.kill(os.getpid(), signal.SIGUSR1)
    print(signal.getsignal(signal.SIGUSR1) is handler)
    # Held back, then let go.
    print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]))
    os.kill(os.getpid(), signal.SIGUSR1)
    print("held back", signal.sigpending())
    print(signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1]))
    print(signal.sigpending())
    # Waited for.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGUSR2])
    os.kill(os.getpid(), signal.SIGUSR2)
    print(signal.sigwait([signal.SIGUSR1, signal.SIGUSR2]))
    os.kill(os.getpid(), signal.SIGUSR1)
    info = signal.sigwaitinfo({signal.SIGUSR1})
    print(info.si_signo, info.si_pid == os.getpid(), info.si_uid == os.getuid(), type(info).__name__)
    print(signal.sigtimedwait([signal.SIGUSR1], 0.01), attempt(signal.sigtimedwait, [signal.SIGUSR1], -1))
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    # Timers.
    signal.signal(signal.SIGALRM, handler)
    print(signal.setitimer(signal.ITIMER_REAL, 0.01), signal.getitimer(signal.ITIMER_VIRTUAL))
    signal.pause()
    print(signal.alarm(100), signal.alarm(0), signal.alarm(0))
    print(attempt(signal.setitimer, 77, 1), attempt(signal.setitimer, signal.ITIMER_REAL, -1), attempt(signal.getitimer, 99))
    print(issubclass(signal.ItimerError, OSError), signal.ItimerError)
    # A handler that raises ends what waits.
    def raises(number, frame):
        raise InterruptedError("by the alarm")
    signal.signal(signal.SIGALRM, raises)
    for wait in (lambda: time.sleep(10), lambda: os.read(os.pipe()[0], 1)):
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        print(attempt(wait))
    read, write = os.pipe()
    # One that does not lets it go on.
    signal.signal(signal.SIGALRM, lambda number, frame: os.write(write, b"x"))
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    print(os.read(read, 5))
    start = time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    time.sleep(0.1)
    print(time.monotonic() - start >= 0.1)
    # The byte that is written for each.
    os.set_blocking(write, False)
    print(signal.set_wakeup_fd(write), attempt(signal.set_wakeup_fd, 999))
    signal.signal(signal.SIGUSR1, lambda *args: None)
    signal.raise_signal(signal.SIGUSR1)
    print(os.read(read, 5), signal.set_wakeup_fd(-1) == write)
    # What programs set reaches other programs.
    signal.signal(signal.SIGUSR2, signal.SIG_IGN)
    signal.raise_signal(signal.SIGUSR2)
    os.kill(os.getpid(), signal.SIGUSR2)
    print(signal.signal(signal.SIGUSR2, signal.SIG_DFL), signal.siginterrupt(signal.SIGUSR1, False))
    print(attempt(signal.signal, signal.SIGKILL, handler), attempt(signal.signal, 0, handler), attempt(signal.signal, 99, handler))
    print(attempt(signal.signal, signal.SIGUSR1, 5), attempt(signal.signal, signal.SIGUSR1, None))
    print(attempt(signal.pthread_sigmask, 99, []), attempt(signal.pthread_sigmask, signal.SIG_BLOCK, [0]))
    print(attempt(signal.pthread_sigmask, signal.SIG_BLOCK, 5), attempt(signal.pthread_sigmask, signal.SIG_BLOCK, [1000]))
    print(signal.strsignal(signal.SIGSEGV), signal.strsignal(40), attempt(signal.strsignal, 99), len(signal.valid_signals()))
    print(signal.Handlers.SIG_DFL, signal.Sigmasks.SIG_BLOCK, signal.SIGRTMAX, signal.NSIG)
    import _thread
    signal.signal(signal.SIGUSR1, handler)
    signal.pthread_kill(_thread.get_ident(), signal.SIGUSR1)
    signal.pthread_kill(_thread.get_ident(), 0)
    pid = os.fork()
    if pid == 0:
        # Not the parent's any more, and Ctrl-C still is one.
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
        except KeyboardInterrupt:
            os._exit(11)
        os._exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    descriptor = os.pidfd_open(os.getpid())
    signal.pidfd_send_signal(descriptor, signal.SIGUSR1)


main()
