print([f("ab", 6) for f in (str.center, str.ljust, str.rjust, str.zfill)],
    [f("ab", 5, "*") for f in (str.center, str.ljust, str.rjust)])
print("ab".center(1), "abc".center(6, "."), "abc".center(7, "."), "ab".center(5, "."), "-5".zfill(5), "+5".zfill(4),
    "x5".zfill(4), "--5".zfill(5), "".zfill(3), "-".zfill(3), "日".center(4, "本"))
print("a\tb\tc".expandtabs(), "a\tb".expandtabs(4), "abcd\te".expandtabs(4), "\t\n\tx".expandtabs(2), "a\tb".expandtabs(0),
    "a\tb".expandtabs(-1), "ab\rc\td".expandtabs(4), "a\tb".expandtabs(tabsize=3))
table = str.maketrans({"a": "1", "b": None, ord("c"): "long", "d": 0x44})
print(table, "abcdef".translate(table))
print(str.maketrans("ab", "xy"), str.maketrans("ab", "xy", "z"), "abzc".translate(str.maketrans("ab", "xy", "z")))


class Table:
    def __getitem__(self, code):
        if code == ord("x"):
            raise LookupError
        return chr(code).upper() if code < 110 else None


print("maxnoz".translate(Table()), "abc".translate({97: 98}), "abc".translate(["?"] * 99))
for call in (lambda: "a".center(), lambda: "a".center("5"), lambda: "a".center(5, "xx"), lambda: "a".center(5, ""),
    lambda: "a".center(5, 1), lambda: "a".ljust(5, b"x"), lambda: "a".zfill("5"), lambda: "a".zfill(1.5),
    lambda: "a".expandtabs("x"), lambda: str.maketrans("a"), lambda: str.maketrans("ab", "c"),
             lambda: str.maketrans({"ab": 1}), lambda: str.maketrans({1.5: 1}), lambda: str.maketrans(1, "a"),
             lambda: str.maketrans("a", 1), lambda: str.maketrans("a", "b", 1), lambda: "a".translate(5),
             lambda: "a".translate({97: 1.5}), lambda: "a".translate({97: 0x110000}), lambda: "a".translate(),
             lambda: "a".center(1 << 100)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
