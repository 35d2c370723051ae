HUGE = 1 << 62
BIGGER = 1 << 100


def attempt(name, action):
    try:
        action()
        print(name, "no error")
    except (MemoryError, OverflowError, ValueError) as error:
        print(name, "refused")


for size in (HUGE, BIGGER):
    attempt("repeat", lambda: "ab" * size)
    attempt("repeat wide", lambda: "日" * size)
    attempt("center", lambda: "a".center(size))
    attempt("ljust", lambda: "a".ljust(size))
    attempt("rjust", lambda: "a".rjust(size, "é"))
    attempt("zfill", lambda: "a".zfill(size))
    attempt("format", lambda: format("a", str(size)))
    attempt("format int", lambda: format(5, str(size)))
    attempt("format precision", lambda: format(1.5, f".{size}f"))
    attempt("format complex", lambda: format(1j, f"{size}"))
    attempt("fstring", lambda: f"{1:{size}}")
    attempt("percent", lambda: f"%{size}d" % 5)
    attempt("percent star", lambda: "%*d" % (size, 5))
    attempt("percent precision", lambda: "%.*f" % (size, 5.0))
    attempt("percent string", lambda: "%*s" % (size, "a"))
    attempt("str.format", lambda: "{:{}}".format(1, size))
    attempt("bytes", lambda: b"ab" * size)
    attempt("bytes center", lambda: b"a".center(size))
    attempt("bytes percent", lambda: b"%*d" % (size, 5))
    attempt("replace", lambda: ("a" * 4_000_000).replace("a", "b" * 4_000_000).replace("b", "c" * 4_000_000))
