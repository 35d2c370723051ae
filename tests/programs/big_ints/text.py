n = 2 ** 200
print(n, str(-n), repr(n), hex(n), oct(-n), bin(2 ** 70), f"{n:,}", f"{n:_x}", f"{n:e}", f"{n:.10g}", "%d" % n, "%x" % -n,
    "%30d" % 12345)
print(int("1" * 60), int("-" + "9" * 40), int("f" * 30, 16), int("z" * 25, 36), int("1" * 100, 2), int("0x" + "a" * 20, 0),
    int("1_0" * 10), int(b"123456789012345678901234567890"))
print(123456789012345678901234567890, 0xFFFFFFFFFFFFFFFFFFFFFFFF, 0b1 << 99, 0o7777777777777777777777777,
    1_000_000_000_000_000_000_000)
for text in ("1" * 4301, "9" * 10_000):
    try:
        int(text)
    except ValueError as error:
        print(error)
for number in (10 ** 4300, 10 ** 9999):
    for convert in (str, repr, "{}".format, "%d".__mod__, "{:,}".format, "%s".__mod__):
        try:
            print(len(convert(number)))
        except ValueError as error:
            print(error)
print(len(str(10 ** 4299)), len(hex(10 ** 9999)), len(f"{10 ** 9999:x}"), len(bin(10 ** 5000)),
    int("1" * 20_000, 2).bit_length())
import sys
print(sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits, sys.int_info.str_digits_check_threshold)
sys.set_int_max_str_digits(0)
print(len(str(10 ** 20_000)), int("7" * 10_000) % 1_000_007)
for value in (639, -1, "a"):
    try:
        sys.set_int_max_str_digits(value)
    except (ValueError, TypeError) as error:
        print(error)
