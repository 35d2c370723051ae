"""pwd, grp, resource, termios, tty, pty, syslog."""
import grp, os, pty, pwd, resource, syslog, termios, tty


def attempt(function, *args, **named):
    try:
        return function(*args, **named)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


root = pwd.getpwuid(0)
print(root.pw_name, root[2:4], root.pw_dir, pwd.getpwnam("root") == root, root in pwd.getpwall(), len(root), type(root))
print(grp.getgrgid(0), grp.getgrnam("root").gr_gid, len(grp.getgrall()) > 3)
for function, argument in ((pwd.getpwnam, "nobody-x"), (pwd.getpwuid, 77777), (pwd.getpwuid, -1), (pwd.getpwuid, 2 ** 40), (pwd.getpwuid, "x"),
                           (pwd.getpwnam, 1), (pwd.getpwnam, "a\0b"), (grp.getgrnam, "zz"), (grp.getgrgid, 77777), (grp.getgrgid, "x"),
                           (grp.getgrgid, 2 ** 40), (grp.getgrgid, 1.5), (grp.getgrnam, 1)):
    print(attempt(function, argument))
print(os.path.expanduser("~root"), os.getgrouplist("root", 0)[:1])

soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
print(resource.setrlimit(resource.RLIMIT_NOFILE, (100, hard)), resource.getrlimit(resource.RLIMIT_NOFILE) == (100, hard))
print(resource.prlimit(0, resource.RLIMIT_NOFILE, (soft, hard)) == (100, hard), resource.getrlimit(resource.RLIMIT_NOFILE)[0] == soft)
for arguments in ((1, (1, 2, 3)), (1, 5), (99, (1, 2)), (1, (-5, 2)), (7, (2 ** 70, 1))):
    print(attempt(resource.setrlimit, *arguments))
print(attempt(resource.getrlimit, 77), attempt(resource.getrusage, 77), attempt(resource.prlimit, 0, 77))
usage = resource.getrusage(resource.RUSAGE_SELF)
print(usage.ru_maxrss > 1000, len(usage), type(usage), resource.RLIM_INFINITY, resource.getpagesize())

master, slave = os.openpty()
before = termios.tcgetattr(slave)
print(len(before), len(before[6]), before[3] & termios.ICANON != 0, before[6][termios.VINTR], before[6][termios.VMIN])
print(tty.setraw(slave)[3] == before[3], termios.tcgetattr(slave)[3] & termios.ICANON, termios.tcgetattr(slave)[6][termios.VMIN])
print(termios.tcsetattr(slave, termios.TCSANOW, before), termios.tcgetattr(slave) == before)
print(termios.tcgetwinsize(slave), termios.tcsetwinsize(slave, (12, 34)), termios.tcgetwinsize(master), os.get_terminal_size(slave))
print(termios.tcflush(slave, termios.TCIOFLUSH), termios.tcdrain(slave), termios.tcsendbreak(slave, 0), termios.tcflow(slave, termios.TCOON))
for function, arguments in ((termios.tcgetattr, (999,)), (termios.tcgetattr, ("x",)), (termios.tcsetattr, (slave, 0, [])), (termios.tcflush, (999, 1)),
                            (termios.tcsetattr, (slave, 0, [1, 2, 3, 4, 5, 6, 7])), (termios.tcsetwinsize, (slave, 1)), (termios.tcsetwinsize, (slave, (1, 70000)))):
    print(attempt(function, *arguments))
print(termios.error, termios.error.__mro__[1])
os.write(master, b"typed\n")
print(os.read(slave, 100), os.read(master, 100))
os.close(slave)

pid, terminal = pty.fork()
if pid == 0:
    print("in a terminal:", os.isatty(0), os.isatty(1), os.tcgetpgrp(0) == os.getpgrp(), flush=True)
    os._exit(3)
print(os.read(terminal, 100), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

print(attempt(syslog.syslog, 1, 2), attempt(syslog.syslog, 3), attempt(syslog.openlog, 5), attempt(syslog.syslog))
print(syslog.setlogmask(syslog.LOG_UPTO(syslog.LOG_ERR)), syslog.setlogmask(255), syslog.LOG_UPTO(3), syslog.LOG_MASK(3))
print(syslog.openlog("name", syslog.LOG_PID), syslog.syslog(syslog.LOG_INFO, "a message"), syslog.closelog())
