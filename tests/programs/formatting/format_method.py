class P:
    x, y = 1, [10, 20]
    d = {"k": "v", 0: "zero", "0": "string zero"}


p = P()
print("{} {} {}".format(1, "a", None), "{1} {0} {1}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{0} {x}".format(5, x=6))
print("{0.x} {0.y[1]} {0.d[k]} {0.d[0]} {p.y[0]:>5}".format(p, p=p), "{{}} {{{}}}".format(1),
    "{!r} {!s} {!a}".format("é", "é", "é"))
print("{:>{}}|{:{}<{}}|{:{w}.{p}f}".format("a", 5, "b", "*", 4, 3.14159, w=8, p=2), "{0:{1}}{0:{2}}".format(7, 3, "04"))
print("{:,}".format(1234567), "{:%}".format(0.5), "{0[0]}{0[1]}".format("ab"), "{[a b]}".format({"a b": 1}),
    "{:}".format(3), "{0!r:>5}".format("a"))
for template, args, kwargs in (
    ("{", (), {}), ("}", (), {}), ("{}", (), {}), ("{1}", (0,), {}), ("{a}", (), {}), ("{} {0}", (1,), {}),
    ("{0} {}", (1,), {}), ("{!x}", (1,), {}), ("{!}", (1,), {}), ("{!rr}", (1,), {}), ("{0.}", (1,), {}),
    ("{0[}", (1,), {}),
    ("{0[]}", (1,), {}), ("{0.nope}", (1,), {}), ("{0[x]}", ([1],), {}), ("{0[5]}", ([1],), {}), ("{0[-1]}", ([1],), {}),
    ("{:{}}", (1,), {}), ("{:{:{}}}", (1, 2, 3), {}), ("{0", (1,), {}), ("{a.b.c}", (), {"a": 1}), ("{:d}", ("a",), {}),
    ("{0[a]}", ({},), {}),
    ("{ }", (1,), {}), ("{-1}", (1,), {}), ("{1.5}", (1,), {}), ("{0x}", (1,), {}), ("a}b", (), {}),
    ("{0[a]b}", ({"a": 1},), {}), ("{:}}", (1,), {}), ("{99999999999999999999}", (1,), {}),
):
    try:
        print(template.format(*args, **kwargs))
    except Exception as error:
        print(repr(template), type(error).__name__, error)
print("{x} {y}".format_map({"x": 1, "y": 2}))


class Default(dict):
    def __missing__(self, key): return f"<{key}>"


print("{a} {b.real}".format_map({"a": 1, "b": 2}), "{name} {other}".format_map(Default(name=1)))
for call in (lambda: "{}".format_map({}), lambda: "{a}".format_map([1]), lambda: "{a}".format_map(),
    lambda: "{a}".format_map({})):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
