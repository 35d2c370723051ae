"""What functions of os say to wrong arguments, and when the system refuses."""
import os


def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, repr(function(*args, **kwargs)))
    except OSError as error:
        print(function.__name__, type(error).__name__, error.strerror, error.filename, error.filename2)
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


class Path:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return "Path()"


attempt(os.stat, "/nowhere")
attempt(os.stat, b"/nowhere")
attempt(os.stat, Path("/nowhere"))
attempt(os.stat, Path(5))
attempt(os.stat, "a\0b")
attempt(os.stat, 1.5)
attempt(os.stat, None)
attempt(os.stat, 10**20)
attempt(os.stat, -(10**20))
attempt(os.stat, "x", dir_fd="a")
attempt(os.stat, 5, dir_fd=0)
attempt(os.listdir, 1.5)
attempt(os.listdir, "/nowhere")
attempt(os.scandir, "/nowhere")
attempt(os.scandir, [])
attempt(os.mkdir, 5)
attempt(os.mkdir, "/")
attempt(os.rmdir, "/nowhere")
attempt(os.open, "a", "b")
attempt(os.open, "/nowhere/x", os.O_RDONLY)
attempt(os.fstat, "x")
attempt(os.close, "x")
attempt(os.close, 10**20)
attempt(os.fsync, -3)
attempt(os.fchdir, "s")
attempt(os.rename, "/nowhere", "/other")
attempt(os.rename, 1, 2)
attempt(os.link, "/nowhere", "/other")
attempt(os.symlink, "/a", "/")
attempt(os.readlink, "/")
attempt(os.access, "/", "y")
attempt(os.chown, "x", "a", 1)
attempt(os.chown, "x", -2, 1)
attempt(os.utime, "x", 1)
attempt(os.utime, "x", (1, 2), ns=(1, 2))
attempt(os.utime, "x", ns=1)
attempt(os.utime, "x", (1, "a"))
attempt(os.utime, "x", ns=(1, 1.5))
attempt(os.urandom, -1)
attempt(os.read, 0, -1)
attempt(os.fspath, 1)
attempt(os.fsencode, 1)
attempt(os.putenv, "a=b", "c")
attempt(os.putenv, "a\0", "c")
attempt(os.putenv, 1, "c")
attempt(os.waitstatus_to_exitcode, 256)
attempt(os.waitstatus_to_exitcode, 9)
attempt(os.stat_result, range(9))
attempt(os.stat_result, range(21))
attempt(os.stat_result, 1)
attempt(os.sysconf, "nothing")
attempt(os.sysconf, 1.5)
attempt(os.truncate, "/nowhere", 1)
attempt(os.statvfs, "/nowhere")
attempt(os.strerror, 2)
for wrong in ("os.DirEntry()", "os.environ['NOT_THERE']", "os.environ[1]", "os.environ.__setitem__('a', 1)"):
    try:
        eval(wrong)
    except Exception as error:
        print(type(error).__name__, error)
result = os.stat_result(range(10))
print(result, result.st_atime, result.st_atime_ns, os.stat_result.__match_args__)
print(os.stat_result.n_fields, os.stat_result.n_unnamed_fields, os.stat_result.n_sequence_fields)
print(os.terminal_size((80, 24)), os.terminal_size((80, 24)).lines)
