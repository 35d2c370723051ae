"""mmap: files and shared memory as bytes."""
import mmap, os


def attempt(function, *args, **named):
    try:
        return function(*args, **named)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


name = f"/tmp/mapped-{os.getpid()}"
with open(name, "w+b") as file:
    file.write(b"first line\nsecond line\nthird")
    file.flush()
    with mmap.mmap(file.fileno(), 0) as map:
        print(len(map), map[0], map[-1], map[:5], map[::-2], map.readline(), map.tell(), map.read(6), map.read_byte())
        print(map.find(b"line"), map.find(b"line", 0), map.rfind(b"line"), map.find(b"x"), map.find(b"line", 8, 15), map.find(b"th", -6))
        map[0] = 70
        map[1:5] = b"IRST"
        map[-1::-4] = b"1234567"
        print(map.seek(0), map.write(b"0"), map.write_byte(49), map.tell(), map.seek(0, 2), map.seek(-3, 1), map.read())
        print(map.move(0, 6, 4), map[:10], map.flush(), map.size(), map.seekable(), map.madvise(mmap.MADV_NORMAL))
        file.seek(0)
        print(file.read())
        print(map, map.closed)
        view = memoryview(map)
        view[0] = 33
        print(view[:3].tobytes(), map[0], attempt(map.close), attempt(map.resize, 5), view.nbytes, view.readonly, view.obj is map)
        view.release()
        print(bytes(map) == map[:], b"".join([map]) == map[:], bytearray(map)[:3])
        print(attempt(map.resize, 40), len(map), os.fstat(file.fileno()).st_size, map[28:])
    print(map, map.closed, attempt(map.read), attempt(len, map), attempt(map.__enter__), map.close())
    with mmap.mmap(file.fileno(), 5, access=mmap.ACCESS_READ) as map:
        print(map, attempt(map.__setitem__, 0, 1), attempt(map.write, b"x"), attempt(map.resize, 3), memoryview(map).readonly, map.flush())
    with mmap.mmap(file.fileno(), 5, access=mmap.ACCESS_COPY) as map:
        map[0] = 90
        file.seek(0)
        print(map[:1], file.read(1), map)
    print(attempt(mmap.mmap, file.fileno(), 1000), attempt(mmap.mmap, file.fileno(), 0, offset=mmap.PAGESIZE), attempt(mmap.mmap, file.fileno(), 1, offset=-1))
    print(mmap.mmap(file.fileno(), 1, prot=mmap.PROT_READ), mmap.mmap(file.fileno(), 1, mmap.MAP_PRIVATE, mmap.PROT_WRITE))
os.unlink(name)

# Memory that a child shares.
map = mmap.mmap(-1, 20)
pid = os.fork()
if pid == 0:
    map[3] = 77
    os._exit(0)
os.waitpid(pid, 0)
print(map[3], map)

print(attempt(mmap.mmap, -1, 0), attempt(mmap.mmap, -1, -1), attempt(mmap.mmap, 999, 10))
print(attempt(mmap.mmap, -1, 10, access=1, flags=mmap.MAP_PRIVATE), attempt(mmap.mmap, -1, 10, access=9), attempt(mmap.mmap, "x", 1))
print(attempt(lambda: map[25]), attempt(map.__setitem__, 0, 300), attempt(map.__setitem__, 0, b"a"), attempt(map.__setitem__, slice(0, 2), b"abc"))
print(attempt(map.write, b"x" * 30), attempt(map.seek, 50), attempt(map.seek, 1, 9), attempt(map.flush, 0, 50))
print(attempt(map.move, 0, 15, 10), attempt(map.madvise, mmap.MADV_NORMAL, 30), attempt(map.write_byte, 300), attempt(map.size))
print(attempt(map.__delitem__, 0), attempt(map.__delitem__, slice(1)), attempt(map.__setitem__, "x", 1), attempt(lambda: map["x"]))


class Map(mmap.mmap):
    def __new__(cls, length):
        return super().__new__(cls, -1, length)


map = Map(3)
map.extra = 1
print(map[:], isinstance(map, mmap.mmap), map.extra)
