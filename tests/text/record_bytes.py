"""Writes bytes.txt: methods of bytes on random bytes, as CPython 3.14 answers them.

A line is a method, its arguments, `=`, and the result: fields between tabs, bytes as Latin-1 that unicode_escape writes.
"""

import random

random.seed(358)
ALPHABETS = [b"ab", b"abc ABC-", b"aAzZ09_ .,", b" \t\n\r\x0b\x0c\x1c\x1f\x85ab", b"\x00\x80\xff\xe9a", b"+-0123\t\ta", b"0123aAfF g"]


def text(longest=12):
    alphabet = random.choice(ALPHABETS)
    return bytes(random.choice(alphabet) for _ in range(random.randrange(longest)))


def piece(of):
    if not of or random.random() < 0.2:
        return text(3)
    start = random.randrange(len(of))
    return of[start : start + random.choice((0, 1, 1, 2, 3))]


def show(value):
    if isinstance(value, (list, tuple)):
        return [field for item in value for field in show(item)]
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return [str(value).encode("unicode_escape").decode()]


def record(method, receiver, *arguments):
    try:
        result = show(getattr(receiver, method)(*arguments))
    except Exception as error:
        result = [f"!{type(error).__name__}: {error}"]
    receiver = [] if receiver is bytes else [receiver]
    print("\t".join([method, *show([*receiver, *arguments]), "=", *result]))


for _ in range(25):
    for method in "upper lower title capitalize swapcase".split():
        record(method, text())
    for method in "isalpha isdigit isalnum isspace isupper islower istitle".split():
        record(method, text(5))
for _ in range(40):
    for method in "split rsplit".split():
        whole = text(20)
        record(method, whole, piece(whole), random.choice((-1, -1, 0, 1, 2)))
        record(method, text(20), None, random.choice((-1, -1, 0, 1, 2, 3)))
    for method in "partition rpartition count".split():
        whole = text(20)
        record(method, whole, piece(whole))
    record("splitlines", text(20), random.random() < 0.5)
    whole = text(20)
    record("replace", whole, piece(whole), text(3), random.choice((-1, -1, 0, 1, 2, 30)))
    for method in "strip lstrip rstrip".split():
        whole = text(20)
        record(method, whole, random.choice((None, piece(whole) + text(3))))
    for method in "center ljust rjust".split():
        record(method, text(), random.randrange(-1, 20), random.choice((b" ", b"*", b"\xff")))
    record("zfill", text(6), random.randrange(-1, 10))
    record("expandtabs", text(20), random.choice((8, 0, 1, 4, -3)))
    record("__mul__", text(6), random.randrange(-1, 5))
    record("join", text(3), [text(4) for _ in range(random.randrange(5))])
    record("translate", text(), bytes(range(256))[::-1], text(4))
    record("hex", text(), random.choice((b":", b"-")), random.randrange(-4, 5))
    record("fromhex", bytes, random.choice(("", " ", "x", "é", "0")).join(pair.hex() for pair in (text(2), text(3), text(2))))
for text in ["", " ", "0", "00", "0 0", "0g", "g0", "00 g", "é", "gé", "00é", "0é", "ab cd", "AB\tcd\n", "0\x00", "00\x00", "00\u2003", "00\xa0", "abc"]:
    record("fromhex", bytes, text)
