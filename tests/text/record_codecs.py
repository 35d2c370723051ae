"""Writes codecs.txt: what codecs make of bytes and texts with each error handler, as CPython 3.14 does.

Lines of these kinds, fields between tabs, bytes as Latin-1, all as unicode_escape writes them:
`decode`, codec, error handler, whether more may come, bytes, `=`, text and how many bytes are done, or the error;
`encode`, codec, error handler, text, `=`, bytes or the error;
`name`, an encoding's name, `=`, what a lookup finds.
"""

import _codecs
import codecs
import random
import warnings

warnings.simplefilter("ignore")
random.seed(3629)
CODECS = "utf_8 utf_16 utf_16_le utf_16_be utf_32 utf_32_le utf_32_be utf_7 ascii latin_1 unicode_escape raw_unicode_escape charmap".split()
DECODE_ERRORS = "strict ignore replace backslashreplace surrogateescape surrogatepass namereplace".split()
ENCODE_ERRORS = "strict ignore replace backslashreplace surrogateescape surrogatepass xmlcharrefreplace namereplace".split()
NO_FINAL = ("ascii", "latin_1", "charmap")
# cp1252, which has holes.
TABLE = __import__("encodings.cp1252", fromlist=["decoding_table"]).decoding_table


def show(value):
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return value.encode("unicode_escape").decode()


def fault(error):
    return "!" + show(f"{type(error).__name__}: {error}")


def decode(codec, errors, final, data):
    arguments = [TABLE] if codec == "charmap" else [] if codec in NO_FINAL else [final]
    try:
        text, done = getattr(_codecs, codec + "_decode")(data, errors, *arguments)
        result = [show(text), str(done)]
    except Exception as error:
        result = [fault(error)]
    print("\t".join(["decode", codec, errors, str(final), show(data), "=", *result]))


def encode(codec, errors, text):
    arguments = [codecs.charmap_build(TABLE)] if codec == "charmap" else []
    try:
        result = show(getattr(_codecs, codec + "_encode")(text, errors, *arguments)[0])
    except Exception as error:
        result = fault(error)
    print("\t".join(["encode", codec, errors, show(text), "=", result]))


def random_text():
    alphabet = random.choice(["aé€😀", "a\ud83d\ude00\udc80é", "+-a\\~é!\0", "\x00\x1f\x7f\x80\xff\u0100\\\n\t'", "\ud800\udc80\udcff", "\u0378a\u1234\U0001f600"])
    return "".join(random.choice(alphabet) for _ in range(random.randrange(7)))


def random_bytes(codec):
    if codec == "utf_7":
        return b"".join(random.choice([b"+", b"-", b"AGE", b"2D3eAA", b"2D0", b"A", b"a", b"!", b"\xff", b"\\"]) for _ in range(random.randrange(6)))
    if codec.endswith("escape"):
        pieces = [b"\\", b"\\x", b"\\u", b"\\U", b"\\N", b"{", b"}", b"LATIN SMALL LETTER A", b"12", b"0010", b"0", b"41", b"g", b"\xe9", b"\\n", b"\\777", b"\\q", b"\n"]
        return b"".join(random.choice(pieces) for _ in range(random.randrange(6)))
    if codec.startswith("utf_16"):
        return b"".join(random.choice([b"a\0", b"\0a", b"\0\xd8", b"\0\xdc", b"\xd8\0", b"\xdc\0", b"\xff\xfe", b"\xfe\xff", b"x"]) for _ in range(random.randrange(6)))
    if codec.startswith("utf_32"):
        pieces = [b"a\0\0\0", b"\0\0\0a", b"\0\xd8\0\0", b"\0\0\xdc\0", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"x", b"\0\0\x11\0", b"\0\x11\0\0"]
        return b"".join(random.choice(pieces) for _ in range(random.randrange(5)))
    pieces = [b"a", b"\xc3\xa9", b"\xe2\x82\xac", b"\xf0\x9f\x98\x80", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xf0\x9f", b"\xed\xa0\x80", b"\xed\xa0", b"\xed", b"\xff", b"\x80", b"\xc0\x80", b"\xf4\x90", b"\xe0\x80", b"\xf5"]
    return b"".join(random.choice(pieces) for _ in range(random.randrange(6)))


for codec in CODECS:
    for _ in range(90):
        decode(codec, random.choice(["strict", *DECODE_ERRORS]), random.random() < 0.7, random_bytes(codec))
    for _ in range(50):
        encode(codec, random.choice(["strict", *ENCODE_ERRORS]), random_text())
for data in rb"+ +A +AGE +AGF- +AG- a+AG +AGEAY +2D0- +2D0a +2D3eAA- +! \ \x \x1 \xg \u12 \U0011 \U00110000 \N \N{ \N{} \N{foo} \N{foo \Nx \d \400".split():
    for codec in ("utf_7", "unicode_escape", "raw_unicode_escape"):
        for final in (False, True):
            decode(codec, "strict", final, data)
for name in """utf8 UTF-8 U8 utf_8 latin1 Latin-1 iso-8859-1 l1 ascii us-ascii 646 utf-16 UTF16 utf-16le utf_16_be utf-32 utf-7 U7 unicode-escape
raw_unicode_escape utf-8-sig cp65001 utf--8 foo UTF-16-LE utf32be ISO8859 8859 cp819 csASCII ibm367 u16 u32 unicode-1-1-utf-7 UnicodeBigUnmarked ü utf\xff8
latin iso_8859-1:1987 ANSI_X3.4-1968 iso-ir-6 utf_32_le utf""".split() + ["utf 8", "", " utf-8 ", "utf.8"]:
    try:
        result = codecs.lookup(name).name
    except LookupError:
        result = "None"
    print("\t".join(["name", show(name), "=", result]))
