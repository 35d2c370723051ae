"""Writes printf.txt: what `%` makes of formats and arguments, as CPython 3.14 does.

A line is `str` or `bytes`, the format, the arguments (their type's letter first), `=`, and the result: fields between tabs, as
unicode_escape writes them.
"""

import random

random.seed(461)


def choose(*options):
    return random.choice(options)


def show(value):
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return value.encode("unicode_escape").decode()


def argument(value):
    return type(value).__name__[0] + (show(value) if isinstance(value, (str, bytes)) else repr(value))


def record(form, *arguments):
    try:
        result = show(form % arguments)
    except Exception as error:
        result = "!" + show(f"{type(error).__name__}: {error}")
    print("\t".join([type(form).__name__, show(form), *map(argument, arguments), "=", result]))


def conversion():
    flags = "".join(choose("-", "+", " ", "#", "0") for _ in range(random.randrange(3)))
    width = choose("", "", str(random.randrange(1, 15)), "*")
    precision = choose("", "", ".", f".{random.randrange(12)}", ".*")
    kind = choose(*"diuoxXeEfFgGcsra")
    value = choose(1, -1) * random.randrange(10 ** random.randrange(1, 16))
    if kind in "eEfFgG":
        value = choose(random.uniform(-10, 10), random.uniform(-1, 1) * 10.0 ** random.randrange(-300, 300), float("inf"), -0.0)
    elif kind == "c":
        value = choose(abs(value) % 0xD800, "é", "😀")
    elif kind in "sra":
        value = choose("", "abc", "é😀'", "\ud800\n")
    stars = [random.randrange(-9, 15) for star in (width, precision) if "*" in star]
    return f"%{flags}{width}{precision}{choose('', '', '', 'l')}{kind}", [*stars, value]


for _ in range(900):
    pieces = [conversion() for _ in range(random.randrange(1, 3))]
    record(choose("", "é=", "%%").join(form for form, _ in pieces), *[value for _, values in pieces for value in values])
for _ in range(250):
    form, values = conversion()
    if form[-1] not in "ca":
        form, *values = [form.encode(), *(value.encode("utf-8", "replace") if isinstance(value, str) else value for value in values)]
        record(form.replace(b"r", b"s"), *values)
for form in (
    "% %5 %. %# %5. %l %y %5.3y abc%é %\x01 %😀 %lld %hhd %b %* %.* %(a %(a)d %5% %99999999999999999999d %.99999999999d %z %%% %é"
).split(" ") + ["%.2147483648d", "a%"]:
    record(form)
    record(form, 1)
    record(form, 1, 2)
    if form != "%b":
        record(form.encode("latin-1", "replace"), 1)
        record(form.encode("latin-1", "replace"), 5, 2)
