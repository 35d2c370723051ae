"""Writes numbers.txt: what `int`, `float`, `complex`, `float.fromhex` and `float.hex` make of texts, as CPython 3.14 does.

A line is the function, the text, for `int` the base, `=`, and the result: fields between tabs, as unicode_escape writes them.
"""

import random

random.seed(515)


def show(value):
    return value.encode("unicode_escape").decode()


def record(function, *arguments):
    try:
        result = function(*arguments)
        if isinstance(result, complex):
            result = f"{result.real.hex()} {result.imag.hex()}"
        else:
            result = result.hex() if isinstance(result, float) else f"{result:x}"
    except Exception as error:
        result = "!" + show(f"{type(error).__name__}: {error}")
    print("\t".join([function.__name__, *(show(a) if isinstance(a, str) else str(a) for a in arguments), "=", result]))


TEXTS = """1 +1 -1 1_0 1__0 _1 1_ 1_.0 1._0 1.0_ 1e_1 1_e1 1e1_0 inf -INFinity infinit nan +nan nan_ in_f 1e 1e+ . 1. .5 +.5e-3 1e400
-1e400 1e-400 5e-324 2.4703282292062328e-324 9007199254740993 1.7976931348623159e308 0x1 １.５ ٣ १e१ −1 1d infinity1 1_000.5 j 1j +j -j
1+j 1-2j 1+2 (1+2j) (1+2j 1+2j) nan+infj infj -infj 1_0+1_0j 1__0j 1+2J 1+-2j 1++2j 1e5j () (j) 1jj j1 1+2j3 1.5.5j １+２j""".split() + [
    "", " ", " 1 ", "\x1c1", "1\x1f", "\x851", "\xa01", "\u30001\u3000", "1 2", "1\x00", "1\ud800", "1\u200b", "( 1+2j )", " ( 1+2j ) ",
    "1 +2j", "1+ 2j", "é" * 300, "'", "0" * 400 + "1.5", "1" * 400, "0." + "0" * 400 + "1",
]
for text in TEXTS:
    record(float, text)
    record(complex, text)
    record(int, text)
for text, base in [
    ("12", 2), ("z", 36), ("Z", 36), ("1", 0), ("0x10", 0), ("0X_1f", 0), ("0x", 0), ("0x10", 16), ("0b12", 2), ("0b10", 16),
    ("0o17", 8), ("0o17", 0), ("010", 0), ("00", 0), ("0_0", 0), ("0_1", 0), ("-0x10", 0), ("+ 1", 10), ("-", 10), ("--1", 10),
    ("0x_1", 16), ("0x__1", 16), ("0x_", 16), ("x10", 16), ("", 0), ("１f", 16), ("0b", 16), ("0b", 2), ("0b1", 10), ("a" * 300, 10),
    ("9" * 30, 7), ("0xfg", 16), ("0xf", 36), ("0b1", 36), ("1" * 4301, 10), ("1" * 4301, 16), ("1_" * 4300 + "1", 10), ("-" + "1" * 4301, 3),
    ("0" * 4301, 10), ("1" * 4300, 10),
]:
    record(int, text, base)
for _ in range(150):
    record(float, "".join(random.choice("0123456789_.e+- ") for _ in range(random.randrange(9))))
    record(complex, "".join(random.choice("012.e+-jn()") for _ in range(random.randrange(9))))
    record(int, "".join(random.choice("01_0x1b7 -") for _ in range(random.randrange(7))), random.choice((0, 2, 8, 10, 16, 36)))
for text in """0x1.8p0 1.8 0x1p-1074 0x1p-1075 0x1.8p-1075 0x1.00000000000001p-1075 0x1p1024 0x1.fffffffffffff7p1023 0x1.fffffffffffff8p1023
inf -Infinity nan 0x 0x.p1 0x1. 0x.8 1p 1p+ p5 0x1p5x 0x1_0 0x1.00000000000008 0x1.000000000000081 0x1.00000000000018 0x1p99999999999999999999
0x1p-99999999999999999999 0x0p99999999999999999999 １ +0x1 -0X1P3 0x1.8p+1 infx 0x123456789abcdef0123456789abcdef.123456789p-10 0x1p-1022
0x0.fffffffffffffp-1022 0x0.fffffffffffff8p-1022 0x0.fffffffffffff7p-1022 -0x0 -0x0p5 0x.0000000000000000000000000001p120""".split() + ["", " 0x1 ", "0x1 p1", "\xa01", "0x1\x00"]:
    record(float.fromhex, text)
for _ in range(200):
    whole = "".join(random.choice("0123456789abcdef") for _ in range(random.randrange(20)))
    fraction = "." + "".join(random.choice("08f1") for _ in range(random.randrange(20))) if random.random() < 0.7 else ""
    record(float.fromhex, f"0x{whole}{fraction}p{random.choice((-1, 1)) * random.randrange(random.choice((5, 200, 1100)))}")
