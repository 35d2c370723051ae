def kind(value):
    match value:
        case 0 | 0.5:
            return "zero or half"
        case -1 | -2.5:
            return "negative"
        case 1 + 2j | -3j:
            return "complex"
        case "a" "b":
            return "ab"
        case b"bytes":
            return "bytes"
        case True:
            return "exactly True"
        case None:
            return "None"
        case int() | float() as number if number > 100:
            return f"big {number}"
        case str(text) if text.startswith("x"):
            return f"x-string {text}"
        case int(n):
            return f"int {n}"
        case str() | bytes():
            return "text"
        case _:
            return "other"


for value in (0, 0.0, False, 0.5, -1, -2.5, 1 + 2j, -3j, "ab", b"bytes", True, 1, None, 101, 100.5, "xyz", 7, "q", b"q", [],
    2.5):
    print(repr(value), "->", kind(value))


def capture(value):
    match value:
        case x:
            return x


print(capture(5))
match 5:
    case y if y > 10:
        print("no")
print(y)
match 1, 2:
    case a, b:
        print(a, b)
match = {"match": 1}
case = 2
match["case"] = case
print(match, [match, case])
