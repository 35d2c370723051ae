"""Writes formats.txt: what `format` makes of values and specifications, as CPython 3.14 does.

A line is the value's type, the value, the specification, `=`, and the result: fields between tabs, as unicode_escape writes them.
"""

import random

random.seed(3101)

SPECS = """
 5 <5 =5 ^5 x^5 05 <05 x<05 x05 +5 -5 #5 z5 z z.1 .1 .0 . ._ ., .,f ._f .3,f .6_f .6_ .6, .6,d .6,s .10_e .10,g 20,.10_f 20_.10,f
 ,_ _, ,, __ ,s _s ,x _x _b _o _X _c _n ,n .,n ._n .3_n d .3d s .2s c +c #c ,c .1c b #b #x #o #X #d #n x X n e E f F g G % .2%
 y \x01 é € dd 5dd 5.5.5 = 0=5 *=5 9999999999999999999 .9999999999999999999 +-5 zd zs z# #z +z5.1f -#010x 010 _010 010_
 010, 012, 013, #012_x #014_x =#12x ^#12x *^+12d x=+12d １２ .１f 0 00 # + - < 0< \ud800<5 é^7 >>5 ==5 0= .0f .0e .0g #.0f #.0e
 #.0g .3 #.3 .16 .17 .3n 010n .5, .5,% _.5_% z.0f +z.0f _e ,g ,% {} .,_ ._, .,, .__ .,x .3,_f .3,,f .,€ ,\x01 ,é zz a>b
""".replace("\\x01", "\x01").replace("\\ud800", "\ud800").split() + ["", " 5", " ", "5 ", "5  ", " .3f"]

VALUES = [5, -1234567, 10**30, "abc", 1.5, -1234567.891, float("nan"), -0.001, 1 + 2j, True]


def choose(*options):
    return random.choice(options)


def number(longest):
    return str(random.randrange(longest)) if random.random() < 0.5 else ""


def spec(kinds):
    grouping = choose("", "", ",", "_")
    fraction = choose("", "", "", ",", "_")
    precision = choose("", "." + str(random.randrange(30)) + fraction, "." + str(random.randrange(8)) + fraction)
    align = choose("", "<", ">", "=", "^", "*<", "é^", "0=")
    return align + choose("", "", "+", "-", " ") + choose("", "", "z") + choose("", "", "#") + choose("", "0") + number(30) + (
        grouping + precision + choose(*kinds)
    )


def random_float():
    return choose(
        lambda: random.uniform(-10, 10),
        lambda: random.uniform(-1, 1) * 10.0 ** random.randrange(-320, 308),
        lambda: round(random.uniform(-1e6, 1e6), random.randrange(8)),
        lambda: random.randrange(-4000, 4000) / 8,
        lambda: choose(0.0, -0.0, float("inf"), -float("inf"), float("nan"), 5e-324, 1.7976931348623157e308, 1e16, 1e15, 0.0001),
    )()


def show(value):
    return str(value).encode("unicode_escape").decode()


def record(value, specification):
    try:
        result = format(value, specification)
    except Exception as error:
        result = f"!{type(error).__name__}: {error}"
    text = value if isinstance(value, str) else repr(value)
    if isinstance(value, complex):
        text = f"{value.real!r} {value.imag!r}"
    print("\t".join([type(value).__name__, show(text), show(specification), "=", show(result)]))


for value in VALUES:
    for specification in SPECS:
        if isinstance(value, bool) and not specification:
            continue
        record(value, specification)
for _ in range(900):
    record(random_float(), spec(("", "e", "f", "g", "E", "F", "G", "%", "n")))
for _ in range(200):
    record(choose(1, -1) * random.randrange(10 ** random.randrange(1, 40)), spec(("", "d", "x", "b", "o", "X", "e", "f", "g", "n")))
    record(complex(random_float(), random_float()), spec(("", "", "e", "f", "g")))
for precision in (0, 17, 50, 400, 770, 1074, 1080, 1200):
    for kind in "efg":
        for value in (5e-324, 0.1, 2.0**-1000 * 3, 1.7976931348623157e308):
            if len(text := format(value, f".{precision}{kind}")) < 300 or value == 5e-324:
                record(value, f".{precision}{kind}")
for value in (10**400, 1114112, -1, 1114111, 0xD800, 2**70, -(2**70)):
    for kind in "cf%d":
        if not (value > 2**80 and kind == "d"):
            record(value, kind)
