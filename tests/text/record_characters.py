"""Prints the checksums in characters.rs: what CPython 3.14 says of code points, one byte (or one line) for each."""

import unicodedata
import zlib

# Beyond are nothing but variation selectors, tags and private characters.
ALL = [chr(c) for c in range(0x32400)]
# The planes in which letters are.
LETTERS = ALL[:0x20000]


def of_bytes(name, values):
    print(name, f"0x{zlib.crc32(bytes(values)):08x}")


def of_texts(name, texts):
    print(name, f"0x{zlib.crc32(''.join(texts).encode('utf-8', 'surrogatepass')):08x}")


for name in (
    "isalpha isdecimal isdigit isnumeric isalnum isspace isupper islower istitle isprintable isidentifier"
).split():
    of_bytes(name, (getattr(c, name)() for c in ALL))
of_bytes("isidentifier, behind a letter", (("a" + c).isidentifier() for c in ALL))
for before in "A1":
    of_bytes(f"final sigma behind {before}", ((before + c + "Σ").lower()[-1] == "ς" for c in LETTERS))
of_bytes("final sigma before", (("AΣ" + c + "A").lower()[1] == "ς" for c in LETTERS))
of_bytes("decimal", (unicodedata.decimal(c, 255) for c in ALL))
of_bytes("digit", (unicodedata.digit(c, 255) for c in ALL))
for name in "upper lower title capitalize swapcase casefold".split():
    of_texts(name, (getattr(c, name)() + "\n" for c in LETTERS))
of_texts("title, between letters", (("a" + c + "a").title() + "\n" for c in LETTERS))
of_texts("repr", (repr(c) for c in LETTERS))
of_bytes("split", (len(("a" + c + "b").split()) for c in LETTERS))
of_bytes("splitlines", (len(("a" + c + "b").splitlines()) for c in LETTERS))
of_texts("names", (unicodedata.name(c, "") + "\n" for c in ALL))
