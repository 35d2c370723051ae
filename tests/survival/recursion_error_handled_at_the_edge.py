import sys


def edge():
    try:
        edge()
    except RecursionError:
        return str(len([1, 2, 3])) + repr({"a": [1]})


def loops():
    try:
        loops()
    except RecursionError as error:
        for _ in range(3):
            try:
                loops_again()
            except RecursionError:
                pass
        return error


def loops_again(): return loops_again()


class Closes:
    def __enter__(self): return self
    def __exit__(self, *a): return deeper(Closes()) if False else None


def deeper(manager):
    with manager:
        deeper(manager)


class Del:
    def __del__(self): sys.getrecursionlimit()


def holding():
    d = Del()
    holding()


for action in (edge, loops, lambda: deeper(Closes()), holding):
    try:
        action()
    except RecursionError:
        pass
for limit in (0, -1, 1 << 40, "x", None, 1.5, 1 << 100):
    try:
        sys.setrecursionlimit(limit)
        print("set", limit)
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__)
sys.setrecursionlimit(1000)


def low():
    try:
        sys.setrecursionlimit(1)
    except RecursionError as error:
        return "refused"


print(low())
print("survived")
