import sys


def down(n):
    if not n:
        1 / 0
    down(n - 1)


def ping(n):
    if n == 0:
        raise ValueError("end")
    pong(n)


def pong(n):
    ping(n - 1)


for depth in (1, 2, 3, 4, 5):
    try:
        down(depth)
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
ping(4)
