"""Writes strings.txt: methods of str on random strings, as CPython 3.14 answers them. Takes no arguments, writes to stdout.

A line is a method, its arguments, `=`, and the result: fields between tabs, strings as unicode_escape writes them.
"""

import random

random.seed(314)
ALPHABETS = [
    "ab",
    "abc ABC-",
    "aAzZ09_ .,",
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029ab",
    "aàßéÉİıǅŉſ",
    "ΑΣσςα'. \u0301",
    "e\u0301\ud83d\ude00😀𝐀𐐀𐐨a",
    "ﬁﬀ᾿ᾳᾼԵևႠაᲐꭰᎠ",
    "٣५5²Ⅷ½四a",
    "\xa0\u1680\u2003\u3000\u200b a",
    "+-0123\t\ta",
]


def text(longest=12):
    alphabet = random.choice(ALPHABETS)
    return "".join(random.choice(alphabet) for _ in range(random.randrange(longest)))


def piece(of):
    if not of or random.random() < 0.2:
        return text(3)
    start = random.randrange(len(of))
    return of[start : start + random.choice((0, 1, 1, 2, 3))]


def index():
    return random.choice((None, 0, 1, 2, 3, 5, 9, 100, -1, -2, -5, -100))


def show(value):
    if isinstance(value, str):
        return [value.encode("unicode_escape").decode()]
    if isinstance(value, slice):
        value = [value.start, value.stop, value.step]
    if isinstance(value, (list, tuple)):
        return [field for item in value for field in show(item)]
    return [str(value)]


def record(method, receiver, *arguments):
    try:
        result = show(getattr(receiver, method)(*arguments))
    except Exception as error:
        result = [f"!{type(error).__name__}: {error}"]
    print("\t".join([method, *show([receiver, *arguments]), "=", *result]))


for _ in range(45):
    for method in "upper lower title capitalize swapcase casefold".split():
        record(method, text())
for _ in range(25):
    for method in (
        "isalpha isdecimal isdigit isnumeric isalnum isspace isprintable isidentifier isupper islower istitle isascii"
    ).split():
        record(method, text(6))
for _ in range(80):
    for method in "find rfind count startswith endswith".split():
        haystack = text(20)
        record(method, haystack, piece(haystack), index(), index())
for _ in range(60):
    for method in "split rsplit".split():
        whole = text(20)
        record(method, whole, piece(whole), random.choice((-1, -1, 0, 1, 2)))
        record(method, text(20), None, random.choice((-1, -1, 0, 1, 2, 3)))
    for method in "partition rpartition removeprefix removesuffix".split():
        whole = text(20)
        record(method, whole, piece(whole))
    record("splitlines", text(20), random.random() < 0.5)
    whole = text(20)
    record("replace", whole, piece(whole), text(3), random.choice((-1, -1, 0, 1, 2, 30)))
    for method in "strip lstrip rstrip".split():
        whole = text(20)
        record(method, whole, random.choice((None, piece(whole) + text(3))))
for _ in range(30):
    record("expandtabs", text(20), random.choice((8, 0, 1, 4, -3)))
    record("__mul__", text(6), random.randrange(-1, 5))
    whole = text(20)
    record("__getitem__", whole, slice(index(), index(), random.choice((None, 1, 2, 3, -1, -2, -7))))
