def show(function, *args, **names):
    try:
        print(function(*args, **names))
    except TypeError as e:
        print(e)


for value in 5, 2.5, "ab", b"ab", [1], (1,), {1: 2}, {1}:
    for name in "__add__", "__eq__", "__len__", "__getitem__", "__contains__", "__iter__", "__format__", "__reduce__":
        method = getattr(value, name, None)
        if method is not None:
            show(method, foo=1)
            show(method, 1, 2, 3)
            show(getattr(type(value), name), foo=1)
            show(getattr(type(value), name))
show((5).__pow__)
show((5).__rpow__, 1, 2, 3)
show((1j).__pow__, "a", "b")
show((1j).__pow__, 1, 2) if 0 else None
show((lambda: 0).__get__, 1, 2, 3)
show((lambda: 0).__get__)
show("ab".__format__, None)
show(bytearray().__alloc__, 1)
show(float.__getformat__)
show(iter([]).__init__, 5)
show(type, 5, foo=1)
show(type, "A", ())
show(pow, 5, base=2)
show(pow, 5, 2, base=2)
show(int.from_bytes, b"a", None)
