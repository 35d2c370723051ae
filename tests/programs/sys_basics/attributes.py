import sys

print(sys.argv, sys.byteorder, sys.maxunicode, type(sys.version).__name__, sys.version_info[:2], sys.version_info.major,
    sys.version_info >= (3, 14), type(sys.path).__name__, "sys" in sys.modules, "__main__" in sys.modules,
    sys.implementation.name != "", sys.hexversion >> 16 == 0x030E)
print(sys.getrecursionlimit(), sys.getdefaultencoding(), sys.getfilesystemencoding(),
    sys.intern("abc") is sys.intern("abc"), sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig,
    sys.int_info.bits_per_digit > 0, sys.hash_info.inf, sys.hash_info.imag)
print(sys.stdin.encoding, sys.stdout.encoding, sys.stdout.name, sys.stderr.name, sys.stdout.fileno(), sys.stderr.fileno(),
    sys.stdout.writable(), sys.stdin.readable(), sys.stdout.isatty(), sys.__stdout__ is sys.stdout, sys.stdout.errors,
    sys.stdout.mode)
print(sys.flags.optimize, sys.flags.debug, sys.dont_write_bytecode in (True, False), sys.getrefcount([]) >= 1,
    sys.getsizeof([]) > 0, callable(sys.displayhook), callable(sys.excepthook), sys.exc_info(), sys.warnoptions,
    sys.is_finalizing(), "builtins" in sys.builtin_module_names, "json" in sys.stdlib_module_names)
for action in (lambda: sys.setrecursionlimit(0), lambda: sys.setrecursionlimit("a"), lambda: sys.intern(5),
    lambda: sys.nothing, lambda: sys.getsizeof(), lambda: sys._getframe("a"), lambda: sys.setrecursionlimit(1)):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
sys.setrecursionlimit(500)


def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


print(depth())
