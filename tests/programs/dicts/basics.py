d = {"b": 1, "a": 2, 3: "three", (1, 2): None, None: 0, 1.5: [], True: "t"}
print(d, len(d), d["a"], d[3], d[1, 2], d[1], d[1.0], "b" in d, 5 in d, None in d, list(d), list(d.values()),
    list(d.items()))
d["b"] = 9
d["new"] = 0
del d["a"]
d["a"] = "again at the end"
print(list(d), d == dict(d), d is dict(d), {1: 2} == {1.0: 2}, {1: 2, 3: 4} == {3: 4, 1: 2}, {} == [], {1: 1} != {1: 2})
print(dict(), dict(a=1, b=2), dict([("x", 1), ["y", 2], "zw"]), dict({"p": 1}, q=2), dict(zip("ab", range(2))),
    {**{"a": 1}, "b": 2, **{"a": 3}}, {k: v for k, v in [("k", "v")]}, {1: "int", 1.0: "float", True: "bool"},
    {0: 1, False: 2, -0.0: 3})
for key in d:
    print(key, end=";")
print()
e = {}
e["self"] = e
print(e, bool({}), bool({0: 0}), {"k": {"n": {"m": 1}}}["k"]["n"]["m"], {"a": 1} | {"b": 2}, {"a": 1, "c": 3} | {"a": 2},
    type({}).__name__)
print({**{}}, dict(**{"a": 1}), {"x": 1, **dict(y=2), "z": 3}, [*{"a": 1}], {"a": 1, "a": 2})
