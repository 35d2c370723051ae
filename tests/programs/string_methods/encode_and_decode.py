s = "aé日😀"
for codec in ("utf-8", "UTF8", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1", "ascii", "utf-8-sig",
    "raw_unicode_escape", "unicode_escape"):
    try:
        data = s.encode(codec)
        print(codec, data, data.decode(codec) == s)
    except UnicodeError as error:
        print(type(error).__name__, error)
for handler in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogatepass", "nothing",
    "strict"):
    try:
        print(handler, s.encode("ascii", handler), s.encode(encoding="latin-1", errors=handler))
    except (UnicodeError, LookupError) as error:
        print(type(error).__name__, error)
bad = b"a\xff\xe9\xe6\x97b\xf0\x9f\x98"
for handler in ("ignore", "replace", "backslashreplace", "surrogateescape", "strict", "xmlcharrefreplace", "namereplace"):
    try:
        print(handler, ascii(bad.decode("utf-8", handler)))
    except (UnicodeError, LookupError, TypeError) as error:
        print(type(error).__name__, error)
print(bad.decode(errors="surrogateescape").encode(errors="surrogateescape") == bad, str(b"abc", "ascii"),
    str(b"\xe9", "latin-1"), str(b"x"), bytes("é", "utf-8"))
for call in (lambda: "\ud800".encode(), lambda: b"\xed\xa0\x80".decode(), lambda: "a".encode("nope"), lambda: "a".encode(5),
    lambda: "a".encode("utf-8", 5), lambda: b"a".decode("nope"), lambda: str(b"a", 5), lambda: str("a", "utf-8"),
    lambda: str(5, "utf-8"), lambda: bytes("a"), lambda: bytes("a", 5),
             lambda: b"\x80".decode("ascii"), lambda: b"\xc0\x80".decode(), lambda: b"\xf5abc".decode(),
             lambda: b"a\xe9".decode(), lambda: b"\xff\xfe\x00".decode("utf-16"), lambda: b"\x00\xd8".decode("utf-16-le"),
             lambda: "é".encode("ascii"), lambda: "aéé".encode("ascii"), lambda: b"\xf4\x90\x80\x80".decode(),
             lambda: "a".encode("a\0b")):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
