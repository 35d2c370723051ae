"""os.path, the environment, and what is asked of the process."""
import os
import posix

for path in ("", "/", "//", "///", "a", "/a", "//a/b", "///a//b", "a/./b/../c", "../a/..", "/../a", "a/..", "./.", "ä/../é"):
    print(repr(path), posix._path_splitroot_ex(path), posix._path_normpath(path), os.path.split(path), os.path.splitext(path))
for path in (b"", b"//a/../b", b"///", b"\xff/./x"):
    print(path, posix._path_splitroot_ex(path), posix._path_normpath(path))
print(os.path.join("a", "b", "/c", "d"), os.path.basename("/x/y.z"), os.path.dirname("/x/y.z"), os.path.isabs("/x"))
print(os.path.commonpath(["/a/b/c", "/a/b/d"]), os.path.relpath("/a/b", "/a/c"), os.path.abspath("/x/../y"))
print(os.path.commonprefix(["abc", "abd"]))
print(os.fsencode("a\udcff"), ascii(os.fsdecode(b"a\xff")))

os.environ["HYALINE_TEST_X"] = "one"
print(os.environ["HYALINE_TEST_X"], os.getenv("HYALINE_TEST_X"), os.environb[b"HYALINE_TEST_X"], "HYALINE_TEST_X" in os.environ)
os.environ["HYALINE_TEST_X"] = "t\udcffo"
print(os.environb[b"HYALINE_TEST_X"])
print(os.environ.pop("HYALINE_TEST_X") == "t\udcffo", os.getenv("HYALINE_TEST_X", "none"), os.environ.get("HYALINE_TEST_X"))

print(os.name, os.sep, os.linesep == "\n", os.curdir, os.pardir, os.extsep, os.pathsep, os.devnull)
print(os.getpid() > 0, os.getppid() >= 0, os.getuid() == os.geteuid(), type(os.uname()).__name__, os.uname()[0] == os.uname().sysname)
print(len(os.urandom(16)), os.urandom(0), type(os.times()).__name__, len(os.times()), os.cpu_count() >= 1)
old = os.umask(0o22)
print(oct(os.umask(old)))
print(os.F_OK, os.R_OK, os.W_OK, os.X_OK, os.SEEK_SET, os.SEEK_CUR, os.SEEK_END, os.EX_OK, os.EX_USAGE, os.EX_CONFIG)
print(os.WIFEXITED(256), os.WEXITSTATUS(256), os.WIFSIGNALED(9), os.WTERMSIG(9), os.WIFSTOPPED(0x137F), os.WSTOPSIG(0x137F))
print(isinstance(os.error(), OSError), os.error is OSError, os.supports_bytes_environ, os.get_exec_path({"PATH": "/a:/b"}))
print(os.DirEntry, os.stat_result, os.statvfs_result, os.terminal_size, os.DirEntry[str])
