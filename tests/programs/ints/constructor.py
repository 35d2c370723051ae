for arguments in ((), (5,), (5.9,), (-5.9,), ("12",), ("  -12\n",), ("1_000",), ("+7",), ("ff", 16), ("0xff", 16),
    ("0xff", 0), ("0b11", 0), ("0o17", 0), ("z", 36), ("101", 2), (b"12",), (bytearray(b"7"),), (True,), ("٣",), ("-0",),
    ("0_1",), ("00",), ("010", 10)):
    print(arguments, int(*arguments))
for arguments in (("",), ("a",), ("1.5",), ("1__0",), ("_1",), ("1_",), ("0x",), ("010", 0), ("2", 2), ("1", 1), ("1", 37),
    ("1", -1), ("1", "a"), (1, 2), (None,), ([],), (1j,), (float("nan"),), (float("inf"),), ("- 1",), ("1 2",), (b"\xff",),
    ("é",), ("12", 1.5), ("0b2", 0), (object,), ("\0",), ("5" * 50 + "x",), (1.5, 10)):
    try:
        print(int(*arguments))
    except Exception as error:
        print(type(error).__name__, error)
for keywords in ({"x": 5}, {"base": 10}, {"real": 1}):
    try:
        print(int(**keywords))
    except TypeError as error:
        print(error)
print(int("5", base=10), int("１２"))
