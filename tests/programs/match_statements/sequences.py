def shape(value):
    match value:
        case []:
            return "empty"
        case [x]:
            return f"one {x!r}"
        case [1, _, 3]:
            return "1 ? 3"
        case (x, [y, *z]):
            return f"nested {x} {y} {z}"
        case [first, *_, last] if first == last:
            return f"same ends {first}"
        case [*init, 9]:
            return f"ends in nine {init}"
        case [1, *rest]:
            return f"starts with one {rest}"
        case ["go", ("north" | "south") as direction]:
            return f"go {direction}"
        case [a, b]:
            return f"pair {a!r} {b!r}"
        case _:
            return "no match"


for value in ([], (), [5], (1, 2, 3), [1, [2, 3, 4]], (5, (6,)), "ab", b"ab", bytearray(b"ab"), range(3), [1, 2, 1], [4, 9],
    [1, 2, 3, 4],
              ["go", "north"], ["go", "up"], {1, 2}, {1: 2, 3: 4}, iter([1]), memoryview(b"x"), range(0), (9,)):
    name = type(value).__name__
    print(name, shape(value))


class Seq:
    def __len__(self): return 2
    def __getitem__(self, i): return [10, 20][i]


print(shape(Seq()))
match [1, 2, 3]:
    case [a, b]:
        print("no")
    case a, *b:
        print(a, b)
match (x for x in [1]):
    case [*_]:
        print("no")
    case _:
        print("generators are no sequences")
