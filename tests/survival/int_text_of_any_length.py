import sys


def attempt(action):
    try:
        result = action()
        print(result if not isinstance(result, str) else len(result))
    except Exception as error:
        print(type(error).__name__, error)


big = 10 ** 5000
for action in (lambda: int("1" * 4300) % 97, lambda: int("1" * 4301), lambda: int("1" * 1_000_000), lambda: str(big), lambda: repr(big), lambda: f"{big}", lambda: f"{big:d}", lambda: "%d" % big, lambda: "%s" % big, lambda: "{}".format(big), lambda: f"{big:x}", lambda: "%x" % big, lambda: hex(big), lambda: oct(big), lambda: bin(big), lambda: int("f" * 10_000, 16) % 97, lambda: int("z" * 5_000, 36), lambda: int("1" * 20_000, 2) % 97, lambda: int("1_" * 3000 + "1"), lambda: int(b"1" * 5000), lambda: print(big), lambda: [big], lambda: repr([big]), lambda: {big: 1}.__repr__(), lambda: eval("1" * 5000), lambda: eval("0x" + "1" * 5000) % 97, lambda: float(big), lambda: complex(big), lambda: big.__format__("e"), lambda: big.__format__("n"), lambda: big.__format__(","), lambda: "%e" % big, lambda: ascii(big), lambda: int(" " * 100_000 + "5" + " " * 100_000), lambda: int("0" * 5000 + "5"), lambda: int("x" * 5000), lambda: int("\0" * 10), lambda: int("1" * 10, 37), lambda: int("1", -1), lambda: int("1", 1 << 70)):
    attempt(action)
sys.set_int_max_str_digits(0)
attempt(lambda: str(big))
attempt(lambda: int("7" * 10_000) % 97)
sys.set_int_max_str_digits(640)
attempt(lambda: str(10 ** 640))
attempt(lambda: str(10 ** 639))
for limit in (639, -1, 1 << 40, "x", None, 1.5):
    attempt(lambda: sys.set_int_max_str_digits(limit))
print(sys.get_int_max_str_digits())
