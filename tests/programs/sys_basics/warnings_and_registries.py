# What is warned of once, by which action, and what is kept of it; arguments that are wrong; warnings about a text as errors.
import warnings


def attempt(function, *args, **names):
    try:
        print(function(*args, **names))
    except Exception as error:
        print(type(error).__name__, error)


for action in ["once", "module", "default", "always", "all", "ignore"]:
    with warnings.catch_warnings(record=True) as seen:
        warnings.resetwarnings()
        warnings.simplefilter(action)
        registry = {}
        for line in [1, 1, 2]:
            warnings.warn_explicit(f"m {action}", UserWarning, "f.py", line, registry=registry)
        print(action, len(seen), sorted(map(str, registry)))
attempt(warnings.warn, "x", skip_file_prefixes=5)
attempt(warnings.warn, "x", skip_file_prefixes=("a", 5))
attempt(warnings.warn, "x", int)
attempt(warnings.warn, "x", stacklevel="a")


class Flag:
    def __index__(self): return True


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print([1, 2][Flag()], range(Flag()), hex(Flag()), f"{b'%d' % Flag()}")
    for one in seen:
        print(one.category.__name__, one.message)
for source in [r"x = 1; '\d'", r"(1,\n '\q',\n 2)".replace(r"\n", "\n"), r"é = '\q' # x", "1if 1else 2", "x = 0x1for x in y",
               "y = 3 + (1 is 1)", "def f():\n  try: pass\n  finally: return 5", r"f'{a:\>5}'", r"fr'{a:\>5}'"]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(source, "<source>", "exec")
            print(repr(source), "compiles")
        except SyntaxError as error:
            print(repr(source), error.args)


class Shown:
    def __format__(self, spec): return repr(spec)


print(fr"{Shown():\x20>5}", f"{Shown():\x20>5}", fr"{Shown():\{1}\t}", rf"{f'{Shown():\x41}'}{Shown():\x41}")
