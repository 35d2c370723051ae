class Loud:
    def __init__(self, name): self.name = name

    def __eq__(self, other):
        print("compare", self.name, other)
        return other == self.name


class Values:
    A, B, C = Loud("a"), Loud("b"), Loud("c")


match "b":
    case Values.A: print("A")
    case Values.B | Values.C: print("B or C")
    case Values.C: print("C")


def guard(name, result):
    print("guard", name)
    return result


match [1, 2]:
    case [x, y] if guard("first", False): print("no")
    case [x, 3]: print("no")
    case [z, 2] if guard("second", True): print("yes", x, z)


def subject():
    print("subject once")
    return {"k": 1}


match subject():
    case []: pass
    case {"k": 2}: pass
    case {"k": n}: print(n)


def no_case(v):
    match v:
        case 1: return "one"


print(no_case(2))
match 1, *[2, 3]:
    case (1, *others): print(others)
match (w := 5):
    case 5: print("walrus", w)
for source in ("case x: pass\n case 1: pass", "case _: pass\n case _: pass", "case x | 1: pass", "case 1 | x: pass",
    "case [x, x]: pass", "case [*a, *b]: pass",
               "case a.b as c.d: pass", "case 1 as _: pass", "case f(x, x): pass", "case f(a=1, a=2): pass",
               "case f(a=1, 2): pass", "case -x: pass", "case 1 + 2: pass", "case *x: pass", "case f'x': pass"):
    try:
        compile("match 1:\n " + source, "", "exec")
        print("accepted", source)
    except SyntaxError as error:
        print(error.msg)
