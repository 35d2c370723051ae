print("ab" + "cd", "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "x" * True)
s = "start"
s += "-end"
s *= 2
print(s)
for operation in (lambda: "a" + 1, lambda: 1 + "a", lambda: "a" - "b", lambda: "a" * "b", lambda: "a" * 1.5,
    lambda: "a" + b"b", lambda: "a" + None, lambda: "a" / 2, lambda: -"a", lambda: ~"a", lambda: "a" < 1,
    lambda: "a" >= None,
                  lambda: "a" ** 2, lambda: "a" @ "b", lambda: "a" & "b", lambda: "a" << 1, lambda: "a" // 2,
                  lambda: divmod("a", 2), lambda: "a" * (1 << 100), lambda: [] + "a", lambda: "a" in 5, lambda: "a" % 1,
                  lambda: "%s %s" % "a"):
    try:
        print(operation())
    except Exception as error:
        print(type(error).__name__, error)
print("a" == 1, "a" != None, not "", bool(" "), "" or "default")
print("%s and %s" % ("a", 1), "%d%%" % 5, "%(k)s" % {"k": "v"}, "a" "b" * 2)
accumulated = ""
for i in range(1000):
    accumulated += str(i)
print(len(accumulated), accumulated[-6:])
