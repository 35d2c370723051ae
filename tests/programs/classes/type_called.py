Made = type("Made", (int,), {"double": lambda self: self * 2, "x": 1})
print(Made, Made(4).double(), Made.x, Made.__module__, Made.__doc__, Made.__qualname__)
print(type(5), type(Made), type("E", (), {}).__mro__)
namespace = {"a": 1}
Copy = type("Copy", (), namespace)
namespace["b"] = 2
print(hasattr(Copy, "b"), type(Copy.__dict__).__name__)
for arguments in (
    (), (1, 2), (1, 2, 3, 4), ("A", 1, {}), ("A", (), 1), (1, (), {}), ("A", [], {}), (b"A", (), {}), ("A", ("x",), {}),
    ("A\0B", (), {}),
    ("A", (), {"__slots__": 5}), ("A", (), {"__slots__": "1x"}), ("A", (), {"__qualname__": 5}),
    ("A", (), {"__classcell__": 5}),
    ("A", (), {"__dict__": 5}), ("with space", (), {}),
):
    try:
        print(type(*arguments).__name__)
    except Exception as error:
        print(type(error).__name__, error)
try:
    type("A", (), {}, metaclass=type)
except TypeError as error:
    print(error)
try:
    type("A", (), {}, extra=1)
except TypeError as error:
    print(error)
try:
    Copy.__dict__["c"] = 1
except TypeError as error:
    print(error)
Copy.__name__ = "Renamed"
print(Copy, Copy.__qualname__)
for change in (lambda: setattr(Copy, "__name__", 5), lambda: setattr(Copy, "__name__", "a\0"),
    lambda: delattr(Copy, "__name__"), lambda: setattr(int, "__name__", "x"), lambda: setattr(Copy, "__mro__", ()),
    lambda: setattr(Copy, "__doc__", "new"), lambda: setattr(Copy, "__module__", 5)):
    try:
        change()
        print(Copy, Copy.__doc__)
    except Exception as error:
        print(type(error).__name__, error)
