path = "/tmp/hyaline-test-errors.tmp"
open(path, "w").write("text")
f = open(path)
for action in (lambda: f.write("x"), lambda: f.seek(-1), lambda: f.seek(1, 1), lambda: f.seek(0, 9), lambda: f.read("a"),
    lambda: f.readline("a"), lambda: f.nope, lambda: open(path, "wb").write("text"),
    lambda: open(path, "w").write(b"bytes"), lambda: open(path, "w").write(5), lambda: open(path, "w").read(),
    lambda: open(path, "zz"), lambda: open(path, "rw"), lambda: open(path, "r", "a"), lambda: open(path, mode=5),
    lambda: open(path, "rb", encoding="utf-8"), lambda: open(path, "rb", errors="strict"),
               lambda: open(path, "rb", newline=""), lambda: open(path, newline="x"), lambda: open(path, encoding="nope"),
               lambda: open(path, buffering=0), lambda: open(None), lambda: open(1.5), lambda: open([]),
               lambda: open("a\0b"), lambda: open(), lambda: open(path, ""), lambda: open(path, "rr"),
               lambda: open(path, "r+w"), lambda: open("no/such/folder/file", "w"), lambda: open("missing-file"),
               lambda: open("."), lambda: open(path, "x"), lambda: open(path, "U"), lambda: open(path, nope=1),
               lambda: f.writelines(5), lambda: f.truncate()):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
f.close()
f.close()
for action in (lambda: f.read(), lambda: next(f), lambda: f.write("x"), lambda: f.seek(0), lambda: f.__enter__(),
    lambda: f.tell(), lambda: f.flush(), lambda: f.readable(), lambda: f.fileno()):
    try:
        print(action())
    except ValueError as error:
        print(error)
