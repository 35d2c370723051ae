for number in (0, 1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 32, 39, 103, 104, 110, 111, 114, 115, 999):
    error = OSError(number, "text", "file name")
    print(type(error).__name__, error, repr(error), error.errno, error.filename)
print(type(OSError(2)).__name__, type(OSError("2", "x")).__name__, type(PermissionError(2, "x")).__name__)
print(OSError(2, "from", "a", None, "to"), BlockingIOError(11, "m", 5).characters_written)


class Mine(OSError): pass


print(repr(Mine(2, "x")), Mine(2, "x", "f"))
for path in ("/definitely/not/here", "/", ""):
    try:
        open(path)
    except OSError as error:
        print(type(error).__name__, error)
try:
    open("/nowhere/file", "w")
except FileNotFoundError as error:
    print(error.filename, error.errno, error.strerror, error.args)
try:
    open(b"/bytes/name")
except FileNotFoundError as error:
    print(error)
open("missing.txt")
