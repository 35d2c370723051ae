def read(value):
    match value:
        case {"type": "circle", "r": (int() | float()) as r}:
            return f"circle {r}"
        case {"type": "rect", "w": w, "h": h, **rest}:
            return f"rect {w}x{h} {rest}"
        case {"nested": {"deep": [_, second]}}:
            return f"deep {second}"
        case {1: one, -2: two}:
            return f"numbers {one} {two}"
        case {None: x} | {True: x}:
            return f"constant {x}"
        case {**everything} if len(everything) == 1:
            return f"single {everything}"
        case {}:
            return "any mapping"
        case _:
            return "no mapping"


for value in ({"type": "circle", "r": 2, "x": 1}, {"type": "circle", "r": "2"}, {"type": "rect", "w": 1, "h": 2, "c": 3},
    {"nested": {"deep": [1, 2]}},
              {1: "a", -2: "b"}, {None: 0}, {1: "t"}, {"k": "v"}, {}, [], "text"):
    print(read(value))


class Default(dict):
    def __missing__(self, key): return "made up"


print(read(Default()), read(Default({"type": "circle"})))
for source in ("case {'a': 1, 'a': 2}: pass", "case {**x, 'a': 1}: pass", "case {**_}: pass", "case {a: 1}: pass",
    "case {'a': x, 'b': x}: pass", "case {1 + 1: x}: pass"):
    try:
        compile("match 1:\n " + source, "", "exec")
        print("accepted")
    except SyntaxError as error:
        print(error.msg)


class Keys:
    A = "a"


match {"a": 5, "b": 6}:
    case {Keys.A: value, "b": 6}:
        print(value)
