"""Handlers of signals that the process sends to itself."""
import os
import signal


def handler(number, frame):
    print("handler", number == signal.SIGUSR1, frame.f_code.co_name)


print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGUSR1))
print(signal.signal(signal.SIGUSR1, handler), signal.getsignal(signal.SIGUSR1) is handler)


def send():
    os.kill(os.getpid(), signal.SIGUSR1)
    print("sent")


send()
signal.raise_signal(signal.SIGUSR1)
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler)
send()
print(signal.signal(signal.SIGUSR1, handler))
try:
    os.kill(os.getpid(), signal.SIGINT)
    print("not interrupted")
except KeyboardInterrupt as error:
    print("interrupted", error.args)


class Mine(Exception):
    pass


def raising(number, frame):
    raise Mine(number == signal.SIGINT)


signal.signal(signal.SIGINT, raising)
try:
    signal.raise_signal(signal.SIGINT)
    print("not raised")
except Mine as error:
    print("raised", error)
signal.signal(signal.SIGINT, signal.default_int_handler)

for wrong in (
    lambda: signal.signal(0, handler),
    lambda: signal.signal(1000, handler),
    lambda: signal.signal(signal.SIGUSR1, 5),
    lambda: signal.signal(signal.SIGKILL, handler),
    lambda: signal.signal("a", handler),
    lambda: signal.getsignal(0),
    lambda: signal.raise_signal(1000),
    lambda: signal.strsignal(0),
    lambda: signal.default_int_handler(),
    lambda: signal.set_wakeup_fd(0x7FFFFFF),
):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
print(signal.strsignal(signal.SIGINT), signal.SIGINT in signal.valid_signals(), repr(signal.SIGTERM), repr(signal.SIG_DFL))

read, write = os.pipe()
os.set_blocking(write, False)
print(signal.set_wakeup_fd(write))
signal.raise_signal(signal.SIGUSR1)
print(os.read(read, 10) == bytes([signal.SIGUSR1]), signal.set_wakeup_fd(-1) == write)
