"""Writes fields.txt: the replacement fields of format strings, as CPython 3.14 reads them.

Lines of three kinds, fields between tabs, texts as unicode_escape writes them:
`pieces`, a format string, `=`, and for each piece its literal and the field's name, specification and conversion, or `-`;
`name`, a field's name, `=`, its beginning (a number or a text), and its steps;
`format`, a format string, `=`, what `format` makes of it with the arguments 0 to 9, which know each attribute and item.
"""

import _string
import random

random.seed(3101)


def show(value):
    return value.encode("unicode_escape").decode()


def fault(error):
    return "!" + show(f"{type(error).__name__}: {error}")


def pieces(form):
    result = []
    try:
        for literal, name, spec, conversion in _string.formatter_parser(form):
            result += [show(literal)]
            result += ["-"] if name is None else [show(name), show(spec), show(conversion or "None")]
    except ValueError as error:
        result.append(fault(error))
    print("\t".join(["pieces", show(form), "=", *result]))


def name(text):
    try:
        first, steps = _string.formatter_field_name_split(text)
        result = [f"{type(first).__name__} {first if isinstance(first, int) else show(first)}"]
        try:
            for is_attribute, step in steps:
                result.append(f"{is_attribute} {type(step).__name__} {step if isinstance(step, int) else show(step)}")
        except ValueError as error:
            result.append(fault(error))
    except ValueError as error:
        result = [fault(error)]
    print("\t".join(["name", show(text), "=", *result]))


class Argument:
    def __init__(self, text):
        self.text = text

    def __getattr__(self, name):
        return Argument(f"{self.text}.{name}")

    def __getitem__(self, item):
        return Argument(f"{self.text}[{item!r}]")

    def __format__(self, spec):
        return f"<{self.text}|{spec}>"

    def __str__(self):
        return f"s{self.text}"

    __repr__ = __str__


def form(text):
    try:
        result = show(text.format(*(Argument(str(at)) for at in range(10)), a=Argument("a"), é=Argument("é")))
    except Exception as error:
        result = fault(error)
    print("\t".join(["format", show(text), "=", result]))


def random_text(longest):
    return "".join(random.choice(r"{{{}}}[].:!raé0 12") for _ in range(random.randrange(longest)))


def field():
    first = random.choice(["", "", "0", "1", "a", "é", "٣"])
    steps = "".join(random.choice([".a", "[0]", "[a b]", "[}]", "[:]", ".é", "[-1]"]) for _ in range(random.choice((0, 0, 0, 1, 2))))
    spec = random.choice(["", "", ":", ":>5", ":{}", ":{0}", ":{a}>{}", ":{a.b[0]}", ":{:{}}", ":{!r}"])
    return "{" + first + steps + random.choice(["", "", "", "!r", "!s", "!a", "!x", "!é"]) + spec + "}"


for _ in range(250):
    pieces(random_text(10))
for text in "{ } {a {a} {{ }} {{} {}} {!} {!r {!rx} {!r: {!r:} {a!} {: {:{} {:{}} {[ {[} {[]} {[}]} {a{b}} {} {:} x{y}z {!é} {!é:z} {!r}}".split():
    pieces(text)
for text in ["", "0", "a", "12", "٣٤", "0a", "a.b", "a.", "a..b", "a[", "a[]", "a[0]", "a[0", "a[0]b", "a[0].b[c]", "[0]", ".a", "a[b.c]"]:
    name(text)
for _ in range(120):
    name("".join(random.choice("..[[]]a0é٣") for _ in range(random.randrange(8))))
for _ in range(300):
    form("".join(random.choice(["x", "{{", "é", "", ""]) + field() for _ in range(random.randrange(1, 4))))
name("9" * 30)
name("a[" + "9" * 30 + "]")
