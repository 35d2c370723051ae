# What ends a program: the names for people at a prompt work in programs too.
print(exit, quit, repr(quit))
print(type(exit).__name__, callable(exit))

for leave, arguments in ((exit, ()), (quit, (3,)), (exit, ("bye",)), (quit, (None,)), (exit, ([1, 2],))):
    try:
        leave(*arguments)
    except SystemExit as error:
        print(type(error).__name__, error.args, error.code)
    print("stdin closed:", __import__("sys").stdin.closed)

try:
    exit(1, 2)
except TypeError as error:
    print(type(error).__name__)


def cleanup():
    try:
        exit("the last words go to standard error")
    finally:
        print("cleaned up")


cleanup()
print("never printed")
