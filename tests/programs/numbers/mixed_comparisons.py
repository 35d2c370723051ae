values = [1, 1.0, True, 1 + 0j, "1", None, [1], (1,), b"1", {1: 1}, {1}, frozenset([1]), range(1), 0, 0.0, False, 2 ** 70,
    2.0 ** 70]
for a in values:
    print("".join("=" if a == b else "." for b in values), "".join("x" if a != b else "." for b in values), a)
for a in values:
    row = []
    for b in values:
        try:
            row.append("<" if a < b else ">" if a > b else "-")
        except TypeError:
            row.append("!")
    print("".join(row))
for source in ("1 < 'a'", "'a' > 1", "None < None", "[] < ()", "{} < {}", "{1} < [1]", "b'a' < 'a'", "object() < object()",
    "1 <= None", "1j < 2j", "range(1) < range(2)", "len < len", "int < str", "... < ...", "slice(1) < slice(2)",
    "memoryview(b'a') < memoryview(b'b')", "slice(1) < 1", "[1] < ['a']", "(1, 2) < (1, None)"):
    try:
        print(source, eval(source))
    except TypeError as error:
        print(error)
print(1 == 1 == 1.0, 1 < 2 > 1 != 5, not 1 == 2, (1 < 2) is True, 3 in [1, 2.0, 3.0] , 1 < 3 in [3])
