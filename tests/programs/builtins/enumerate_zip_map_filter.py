print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], start=1)), next(enumerate("x", -1)),
    list(enumerate(iterable="q", start=2)), list(enumerate("a", 10 ** 20)))
print(list(zip()), list(zip([1, 2], "ab")), list(zip([1, 2, 3], "a")), list(zip(range(2), strict=True)),
    list(zip("ab", "cd", "ef")), dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(map(pow, [2, 3], [3, 2], [5, 5])),
    list(map(None.__class__, [])), list(map(len, ["a", "bb"])))
print(list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x % 2, range(5))), list(filter(str.isdigit, "a1b2")),
    list(filter(bool, [])))
for a, b in (("ab", "abc"), ("abc", "ab"), ("", "a")):
    try:
        print(list(zip(a, b, strict=True)))
    except ValueError as error:
        print(error)
try:
    list(zip("a", "a", "ab", strict=True))
except ValueError as error:
    print(error)
try:
    print(list(map(lambda a, b: a, "ab", "a", strict=True)))
except ValueError as error:
    print(error)
for action in (lambda: enumerate(), lambda: enumerate(5), lambda: enumerate([], "a"), lambda: enumerate([], 1, 2),
    lambda: zip(5), lambda: zip([], 5), lambda: zip([], strict=1, x=2), lambda: map(), lambda: map(len),
    lambda: map(5, [1]), lambda: list(map(5, [1])), lambda: map(len, 5), lambda: list(map(len, [1])),
    lambda: list(map(ord, "a", "b")), lambda: filter(), lambda: filter(None), lambda: filter(None, 5),
    lambda: list(filter(5, [1])), lambda: filter(None, [], 1), lambda: list(filter(len, [1])),
    lambda: map(len, [], strict=True, x=1)):
    try:
        print(type(action()).__name__)
    except Exception as error:
        print(type(error).__name__, error)
