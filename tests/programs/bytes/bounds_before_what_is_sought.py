def show(function, *args):
    try:
        print(function(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


for value in b"hello", bytearray(b"hello"):
    for name in "find", "rfind", "index", "rindex", "count", "startswith", "endswith":
        method = getattr(value, name)
        show(method, "a", "b")
        show(method, "a", 1)
        show(method, b"l", None, None)
        show(method, b"l", 3)
        show(method, b"z", -2, 100)
        show(method, 108) if "with" not in name else None
        show(method, 256) if "with" not in name else None
        show(method)
        show(method, b"l", 1, 2, 3)


class Index:
    def __index__(self):
        array.clear()
        return 0


array = bytearray(b"hello")
print(array.find(b"l", Index()), array)
