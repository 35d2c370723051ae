METHODS = ["count", "index"]
ARGUMENTS = [(), (None,), (5,), ("a",), (b"a",), ([1],), (1.5,), (1, 2), ("a", "b", "c", "d"), (object,)]


def describe(value):
    if isinstance(value, set):
        return f"set of {sorted(map(repr, value))}"
    text = repr(value)
    return type(value).__name__ if " at 0x" in text or "iterator" in text else text


for name in METHODS:
    for arguments in ARGUMENTS:
        receiver = (1, 2)
        try:
            print(name, len(arguments), describe(getattr(receiver, name)(*arguments)))
        except Exception as error:
            print(name, len(arguments), type(error).__name__, error)
    try:
        print(name, "keyword", describe(getattr((1, 2), name)(unknown=1)))
    except Exception as error:
        print(name, "keyword", type(error).__name__, error)
