path = "/tmp/hyaline-test-binary.tmp"
with open(path, "wb") as f:
    print(f.write(b"\x00\x01line\nmore\r\n"), f.write(bytearray(b"x")), f.write(memoryview(b"yz")), f.tell(), f.mode)
with open(path, "rb") as f:
    print(f.read(2), f.readline(), f.read(), f.seek(2), f.read(4), f.seek(-3, 2), f.read(), f.seek(1, 0), f.seek(1, 1),
        f.read(1), f.peek(3)[:3], f.tell())
    buffer = bytearray(4)
    print(f.seek(0), f.readinto(buffer), buffer, f.readlines())
with open(path, "r+b") as f:
    f.seek(2)
    f.write(b"LINE")
    print(f.truncate(6), f.seek(0), f.read())
with open(path, "ab") as f:
    f.write(b"end")
print(open(path, "rb").read(), list(open(path, "rb")))
with open(path, "xb") if False else open(path, "rb", buffering=0) as f:
    print(f.read(3), f.readall(), type(f).__name__)
for kind, mode in (("r", {}), ("rb", {}), ("wb", {}), ("r+b", {}), ("w", {})):
    with open(path, kind) as f:
        print(kind, type(f).__name__)
