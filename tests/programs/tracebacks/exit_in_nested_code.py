import sys


def cleanup(name):
    try:
        yield name
    finally:
        print("cleanup", name)


def work():
    try:
        for name in cleanup("work"):
            sys.exit("stopping: " + name)
    except Exception:
        print("SystemExit is no Exception")
    finally:
        print("finally")


work()
