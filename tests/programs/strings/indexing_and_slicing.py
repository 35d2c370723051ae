s = "hello wörld 日本😀"
print(s[0], s[-1], s[7], s[4:9], s[::-1], s[::3], s[-3:], s[:-3], s[100:], s[5:2], s[5:2:-1], s[None:None:None])
print(len(s), [c for c in s][-3:], "".join(reversed(s)) == s[::-1], s[True], s[slice(1, 4)], s[-100:3])
for index in (100, -100, "0", 1.5, None, (1, 2), 1 << 100, [], slice("a"), slice(None, None, 0), slice(1.5)):
    try:
        print(s[index])
    except Exception as error:
        print(type(error).__name__, error)
try:
    s[0] = "x"
except TypeError as error:
    print(error)
try:
    del s[0]
except TypeError as error:
    print(error)


class Index:
    def __index__(self): return 2


print(s[Index()], s[Index():], s[: Index()])
print("wör" in s, "x" in s, "" in s, s.find("日"), s.index("本"), s.rfind("l"), s.count("l"), s.count(""))
try:
    5 in s
except TypeError as error:
    print(error)
print("abc" < "abd", "Z" < "a", "" < "a", "é" > "z", "a" == "a", "a" != b"a", max("hello"), sorted("banana"))
print(s[1 << 70:], s[-(1 << 70):5])
