"""Files and folders through os, in a folder of the test's own."""
import os
import stat

base = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"os_files_{os.getpid()}")
os.mkdir(base)
os.chdir(base)

# Making, walking, listing.
os.makedirs("a/b/c")
os.makedirs("a/b/c", exist_ok=True)
for name in ("a/one", "a/b/two", "a/b/c/three"):
    with open(name, "w") as file:
        file.write(name)
for root, dirs, files in os.walk("a"):
    print(root, sorted(dirs), sorted(files))
for root, dirs, files in os.walk("a", topdown=False):
    print(root, sorted(dirs), sorted(files))
print(sorted(os.listdir("a")), sorted(os.listdir(b"a")), sorted(os.listdir()))
print(sorted(os.listdir(os.fsencode("a/b"))))

# Entries.
with os.scandir("a") as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        print(entry, entry.name, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink(), entry.is_junction())
        print(os.fspath(entry), entry.stat().st_size if entry.is_file() else "-", entry.inode() == os.stat(entry).st_ino)
print(sorted(entry.path for entry in os.scandir()))
print(sorted(entry.path for entry in os.scandir(b"a/")))

# What is there.
status = os.stat("a/one")
print(status.st_size, status[6], stat.S_ISREG(status.st_mode), oct(stat.S_IMODE(status.st_mode) & 0o600), len(status))
print(int(status.st_mtime) == status[8], status.st_mtime_ns // 10**9 == status[8])
os.utime("a/one", (1.5, 2.25))
print(os.stat("a/one").st_atime, os.stat("a/one").st_mtime, os.stat("a/one").st_mtime_ns, os.stat("a/one")[7:9])
os.utime("a/one", ns=(10**9 + 1, 2 * 10**9 + 7))
print(os.stat("a/one").st_atime_ns, os.stat("a/one").st_mtime_ns)
os.chmod("a/one", 0o640)
print(oct(os.stat("a/one").st_mode), os.access("a/one", os.F_OK), os.access("a/none", os.F_OK))
print(os.path.getsize("a/one"), os.path.exists("a/none"), os.path.isdir("a"), os.path.isfile("a"), os.path.samefile("a", "a/../a"))

# Names and links.
os.rename("a/one", "a/uno")
os.replace("a/uno", "a/b/two")
os.symlink("b", "a/link")
print(os.readlink("a/link"), os.path.islink("a/link"), os.path.isdir("a/link"), os.readlink(b"a/link"))
print(sorted(os.listdir("a")), stat.S_ISLNK(os.lstat("a/link").st_mode), os.path.realpath("a/link") == os.path.realpath("a/b"))
os.link("a/b/two", "a/hard")
print(os.stat("a/hard").st_nlink, os.path.samefile("a/hard", "a/b/two"))
os.truncate("a/hard", 3)
print(open("a/b/two").read())

# Descriptors.
fd = os.open("raw", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
print(os.write(fd, b"hello world"), os.lseek(fd, 0, os.SEEK_SET), os.read(fd, 5), os.pread(fd, 3, 6), os.pwrite(fd, b"W", 6))
print(os.read(fd, 100), os.read(fd, 100), os.fstat(fd).st_size, os.isatty(fd), os.get_inheritable(fd), os.get_blocking(fd))
os.ftruncate(fd, 4)
os.set_inheritable(fd, True)
print(os.get_inheritable(fd), os.fstat(fd).st_size)
other = os.dup(fd)
print(other != fd, os.get_inheritable(other), os.fsync(other))
buffers = [bytearray(3), bytearray(3)]
os.lseek(fd, 0, 0)
print(os.readv(fd, buffers), buffers, os.writev(fd, [b"x", bytearray(b"yz")]))
os.close(other)
os.close(fd)
print(open("raw").read())
read, write = os.pipe()
print(os.write(write, b"through"), os.read(read, 10), os.get_inheritable(read))
os.close(write)
print(os.read(read, 10))
os.close(read)
with os.fdopen(os.open("raw", os.O_RDONLY)) as file:
    print(file.read())

# Relative to folders.
folder = os.open("a", os.O_RDONLY)
print(os.stat("hard", dir_fd=folder).st_size, sorted(os.listdir(folder)))
os.mkdir("new", dir_fd=folder)
os.rmdir("new", dir_fd=folder)
os.unlink("hard", dir_fd=folder)
os.close(folder)

# Away with it.
for root, dirs, files in os.walk("a", topdown=False):
    for name in files:
        os.remove(os.path.join(root, name))
    for name in dirs:
        path = os.path.join(root, name)
        os.unlink(path) if os.path.islink(path) else os.rmdir(path)
os.rmdir("a")
os.remove("raw")
print(os.listdir("."), os.getcwd() == os.path.realpath(base), os.getcwdb() == os.fsencode(os.getcwd()))
os.chdir("/")
os.rmdir(base)
print(os.path.exists(base))
