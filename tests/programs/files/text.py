path = "/tmp/hyaline-test-text.tmp"
print(open(path, "w").write("first\nsecond é\n\nlast"))
with open(path) as f:
    print(f.read(3), f.readline(), f.readline(), f.tell() > 0, f.read(), repr(f.read()), f.closed, f.name, f.mode,
        f.encoding.lower(), f.readable(), f.writable(), f.seekable())
print(f.closed)
with open(path, encoding="utf-8") as f:
    print(list(f), f.seek(0), f.readlines(), f.seek(0), f.readlines(3), f.readline(2), next(f))
for line in open(path):
    print(repr(line))
with open(path, "a") as f:
    print("appended", 1, file=f, end="\r\n")
    f.writelines(["x", "y\n"])
print(repr(open(path).read()), repr(open(path, newline="").read()), repr(open(path, newline="\n").readlines()))
with open(path, "r+") as f:
    f.write("FIRST")
    f.seek(0)
    print(f.readline())
    f.truncate(5)
print(open(path).read(), open(path, "rb").read())
with open(path, "w+", encoding="latin-1", errors="replace") as f:
    f.write("é日")
    f.seek(0)
    print(f.read())
print(open(path, "rb").read(), open(path, errors="replace").read(), open(path, errors="ignore").read())
try:
    open(path).read()
except UnicodeDecodeError as error:
    print(error)
open(path, "w").close()
print(repr(open(path).read()), [*open(path)])
