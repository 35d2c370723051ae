"""Writes unicode.table: run by CPython 3.14, whose unicodedata is of Unicode 16.0.0; by hyaline it gives the same.

Takes the file NamedSequences.txt of Unicode: which names of sequences to ask for.
"""

import sys
import unicodedata

OLD = unicodedata.ucd_3_2_0
POINTS = range(sys.maxunicode + 1)
NONE = ""


def section(title, what):
    """Stretches of code points of which a function gives the same; those of which it gives nothing are left out."""
    print(f"[{title}]")
    start, last = 0, NONE
    for point in [*POINTS, None]:
        value = NONE if point is None else what(chr(point))
        if value != last:
            end = (len(POINTS) if point is None else point) - 1
            if last != NONE:
                print(f"{start:X}-{end:X} {last}" if end > start else f"{start:X} {last}")
            start, last = point, value


def listed(title, what):
    """Code points one by one."""
    print(f"[{title}]")
    for point in POINTS:
        value = what(chr(point))
        if value != NONE:
            print(f"{point:X} {value}")


def number(character, database):
    value = database.numeric(character, None)
    if value is None:
        return NONE
    whole = next((factor for factor in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 40, 64, 80, 160, 320) if abs(value * factor - round(value * factor)) < 1e-9), 0)
    assert whole and round(value * whole) / whole == value
    return f"{round(value * whole)}/{whole}" if whole > 1 else str(round(value))


def plain(character):
    """A digit of a decimal number: that is known by other means."""
    return unicodedata.decimal(character, None) is not None


def changed(name):
    def old(character):
        if OLD.category(character) == "Cn":
            return NONE
        before, now = getattr(OLD, name)(character), getattr(unicodedata, name)(character)
        return before if before != now else NONE

    return old


def changed_number(character):
    before, now = number(character, OLD), number(character, unicodedata)
    return (before or "-") if before != now and OLD.category(character) != "Cn" else NONE


def changed_decimal(character):
    before, now = OLD.decimal(character, None), unicodedata.decimal(character, None)
    return ("-" if before is None else str(before)) if before != now and OLD.category(character) != "Cn" else NONE


def corrected(character):
    if 0xD800 <= ord(character) < 0xE000 or OLD.category(character) == "Cn":
        return NONE
    before, now = OLD.normalize("NFD", character), unicodedata.normalize("NFD", character)
    return " ".join(f"{ord(c):X}" for c in before) if before != now else NONE


print("# Unicode 16.0.0's database of characters, as far as no crate has it, and what was different in 3.2.0. Written by unicode.py.")
print("# A line: a code point or a stretch of them, and its value.")
section("bidirectional", unicodedata.bidirectional)
section("east_asian_width", unicodedata.east_asian_width)
section("mirrored", lambda c: "Y" if unicodedata.mirrored(c) else NONE)
listed("decomposition", lambda c: NONE if 0xAC00 <= ord(c) < 0xD7A4 else unicodedata.decomposition(c))
listed("numeric", lambda c: NONE if plain(c) else number(c, unicodedata))
section("old", lambda c: "Y" if OLD.category(c) != "Cn" else NONE)
section("old_category", changed("category"))
section("old_bidirectional", changed("bidirectional"))
section("old_east_asian_width", changed("east_asian_width"))
section("old_mirrored", lambda c: str(changed("mirrored")(c)))
listed("old_decomposition", lambda c: changed("decomposition")(c))
listed("old_decimal", changed_decimal)
listed("old_numeric", changed_number)
listed("old_normal", corrected)
print("[sequences]")
with open(sys.argv[1], encoding="utf-8") as names:
    for name in sorted(line.split(";")[0] for line in names if ";" in line and line[0] != "#"):
        try:
            print(name + ";" + " ".join(f"{ord(c):X}" for c in unicodedata.lookup(name)))
        except KeyError:
            pass  # Of a newer version.
