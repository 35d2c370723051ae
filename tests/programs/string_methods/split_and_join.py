s = "  one two   three  "
print(s.split(), s.split(" "), s.split(None, 1), s.rsplit(None, 1), s.rsplit(" ", 2), s.split(maxsplit=2))
print("a,b,,c,".split(","), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","), "abc".split("abc"),
    "aXXbXXc".split("XX"))
print("a,b".split(sep=","), "a b c".split(maxsplit=0), "a b c ".split(None, 0), " a b ".rsplit(None, 0),
    "a\x1cb\u3000c".split())
print("one\ntwo\r\nthree\rfour\x0bfive\x0csix\x1cseven\x85eight\u2028nine\n".splitlines())
print("a\n\nb".splitlines(True), "".splitlines(), "\n".splitlines(), "a".splitlines(keepends=True))
print("key=value=x".partition("="), "key".partition("="), "a=b=c".rpartition("="), "abc".rpartition("="))
print(",".join(["a", "b"]), "".join([]), "-".join("abc"), " ".join({"k": 1}), ",".join(["one"]), "ab".join("xyz"),
    ", ".join(str(i) for i in range(3)))
for call in (lambda: "a".split(""), lambda: "a".split(1), lambda: "a".split(",", "x"), lambda: ",".join([1]),
    lambda: ",".join(["a", None, 3]), lambda: ",".join(5), lambda: ",".join(), lambda: "a".partition(""),
    lambda: "a".partition(), lambda: "a".partition(1),
             lambda: "a".rpartition(""), lambda: "a".splitlines(1, 2), lambda: "a".split(",", 1, 2),
             lambda: "a".split(sept=","), lambda: ",".join("a", "b"), lambda: ",".join(b"ab"), lambda: ",".join([b"a"]),
             lambda: "a".rsplit("", 1), lambda: "a".split(",", 1.5)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
