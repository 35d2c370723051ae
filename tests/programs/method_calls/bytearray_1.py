METHODS = ["append", "clear", "copy", "extend", "insert", "pop", "remove", "reverse", "find", "join", "split"]
ARGUMENTS = [(), (None,), (5,), ("a",), (b"a",), ([1],), (1.5,), (1, 2), ("a", "b", "c", "d"), (object,)]


def describe(value):
    if isinstance(value, set):
        return f"set of {sorted(map(repr, value))}"
    text = repr(value)
    return type(value).__name__ if " at 0x" in text or "iterator" in text else text


for name in METHODS:
    for arguments in ARGUMENTS:
        receiver = bytearray(b"text")
        try:
            print(name, len(arguments), describe(getattr(receiver, name)(*arguments)))
        except Exception as error:
            print(name, len(arguments), type(error).__name__, error)
    try:
        print(name, "keyword", describe(getattr(bytearray(b"text"), name)(unknown=1)))
    except Exception as error:
        print(name, "keyword", type(error).__name__, error)
