# print writes piece by piece: what can be encoded is out before what cannot.
import _io


def lines(encoding, errors, *values, **options):
    raw = _io.BytesIO()
    file = _io.TextIOWrapper(raw, encoding=encoding, errors=errors)
    try:
        print(*values, file=file, **options)
    except UnicodeEncodeError as error:
        print(error.encoding, ascii(error.object), error.start, error.end, error.reason)
    file.flush()
    return raw.getvalue()


print(lines("utf-8", "strict", "é", "\ud800"))
print(lines("utf-8", "strict", "a", "b", "\ud800", "c"))
print(lines("utf-8", "strict", 1, "x", sep="\udfff", end="!"))
print(lines("utf-8", "strict", 1, "x", end="\udfff"))
print(lines("ascii", "strict", "plain", "é", "more"))
print(lines("ascii", "replace", "plain", "é", "more"))
print(lines("latin-1", "strict", "é", "ÿ", "€"))
print(lines("latin-1", "xmlcharrefreplace", "é", "ÿ", "€"))
print(lines("ascii", "backslashreplace", "é", "\ud800", "\U0001f600", sep="-"))
print(lines("utf-8", "surrogateescape", "\udc80", "é"))
print(lines("utf-8", "surrogatepass", "\ud800", "é", end=""))


class Loud:
    def __str__(self): raise ValueError("no text")


raw = _io.BytesIO()
file = _io.TextIOWrapper(raw, encoding="utf-8")
try:
    print("before", Loud(), "after", file=file)
except ValueError as error:
    print(error)
file.flush()
print(raw.getvalue())
