s = "the cat and the hat"
print(s.find("the"), s.find("the", 1), s.find("the", 1, 5), s.rfind("the"), s.find("dog"), s.find(""), s.rfind(""),
    s.find("", 100), s.find("the", -7), s.find("t", None, None))
print(s.index("cat"), s.rindex("at"), s.count("the"), s.count("at", 6), s.count("", 3, 5), "aaaa".count("aa"), s.count("x"))
print(s.startswith("the"), s.startswith("cat", 4), s.startswith(("a", "the")), s.startswith(()), s.endswith("hat"),
    s.endswith("the", 0, -4), s.endswith(("x", "t")), s.startswith("", 100), "".startswith(""))
print(s.replace("the", "a"), s.replace("the", "a", 1), s.replace("", "-", 3), "aaa".replace("a", ""), s.replace("zzz", "y"),
    "abc".replace("", "."), s.replace("t", "T", -1), s.replace("t", "T", 0), s.replace("t", "T", count=2))
print("www.example.com".removeprefix("www."), "www".removeprefix("x"), "file.py".removesuffix(".py"),
    "file".removesuffix(""), "aa".removeprefix("aa"))
print("  pad ".strip(), "xxhixx".strip("x"), "abcba".strip("ab"), "xyz".lstrip("yx"), "xyz".rstrip("zy"),
    "\u3000wide\x1c".strip(), "abc".strip(""), " a ".strip(None), "mississippi".rstrip("ipz"))
for call in (lambda: s.index("dog"), lambda: s.rindex("dog"), lambda: s.find(), lambda: s.find(1), lambda: s.find("a", "b"),
    lambda: s.count(), lambda: s.startswith(), lambda: s.startswith(1), lambda: s.startswith((1,)),
    lambda: s.endswith(["a"]), lambda: s.replace("a"),
             lambda: s.replace("a", 1), lambda: s.replace(1, "a"), lambda: s.replace("a", "b", "c"), lambda: s.strip(1),
             lambda: s.strip("a", "b"), lambda: s.removeprefix(1), lambda: s.removeprefix(), lambda: s.lstrip(b"x"),
             lambda: s.find(b"x"), lambda: s.find("a", 1, 2, 3), lambda: s.upper(1), lambda: s.startswith("a", "b")):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
