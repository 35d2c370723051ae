class Float:
    def __init__(self, value): self.value = value
    def __float__(self): return self.value
    def __index__(self): return "no int"


class Index:
    def __index__(self): return 65


def show(format, value):
    try:
        print(repr(format % value))
    except Exception as e:
        print(repr(format), type(e).__name__, e)


for format in "%f", "%c", "%d", "%x", "%s", b"%f", b"%c", b"%d":
    for value in Float(1.5), Float("a"), Index(), "ab", None, b"a", [], 1j, True:
        if format in ("%s",) and not isinstance(value, (str, bytes, list)):
            continue
        show(format, value)
