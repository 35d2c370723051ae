import sys


def hook(kind, value, trace):
    frames = []
    while trace:
        frames.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
        trace = trace.tb_next
    print("hook:", kind.__name__, value, frames)
    print("to stderr", file=sys.stderr)


sys.excepthook = hook


def fail():
    raise ValueError("handled by the hook")


fail()
