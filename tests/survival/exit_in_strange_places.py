import sys


class Exits:
    def __del__(self): sys.exit(3)
    def __repr__(self): sys.exit(4)
    def __eq__(self, other): sys.exit(5)
    def __hash__(self): return 1


def generator():
    try:
        yield
    finally:
        sys.exit(6)


for action in (lambda: repr(Exits()), lambda: Exits() == 1, lambda: [Exits()].index(1), lambda: {Exits(): 1, Exits(): 2}, lambda: sorted([3, 2], key=sys.exit), lambda: list(map(sys.exit, [7]))):
    try:
        action()
        print("no exit")
    except SystemExit as error:
        print("exit", error.code)
sys.stderr = None
g = generator()
next(g)
try:
    g.close()
except SystemExit as error:
    print("exit", error.code)


def nested():
    try:
        sys.exit(1)
    finally:
        try:
            sys.exit(2)
        finally:
            raise SystemExit(8)


nested()
