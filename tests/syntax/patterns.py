match a:
    case 1: pass
    case -1 | 1.5 | -2j | 1 + 2j | -1 - 2j: pass
    case "a" | "b" "c" | b"d" | f"e": pass
    case None | True | False: pass
    case x: pass
    case _: pass
    case a.b | a.b.c: pass
    case (1): pass
    case (x) as y: pass
    case 1 | 2 as z: pass
    case (1 as a) | (2 as a): pass
    case [] | () | [x] | [x,] | (x,) | (x, y): pass
    case [x, *rest] | (*_, x) | [*_]: pass
    case x, y: pass
    case x,: pass
    case *x, y: pass
    case {}: pass
    case {"a": 1, b.c: x, -1: y, None: z}: pass
    case {"a": 1, **rest}: pass
    case {**rest,}: pass
    case A(): pass
    case A(1, x): pass
    case A(x=1, y=z,): pass
    case a.B(1, x=y): pass
    case x if x > 0: pass
    case x if (y := x): pass
match a, *b:
    case 1:
        match c:
            case 2: pass
        x
    case 3:
        pass
match (a):
    case b: pass
match *a,:
    case b: pass
match -a:
    case b: pass
match [a]:
    case b: pass
match a if b else c:
    case d: pass
match {a: b}:
    case c: pass
match lambda: a:
    case b: pass
match x := y:
    case z: pass
match match:
    case case: pass
match = case = 1
match.a = match[b] = case(c)
match: int = 1
match[a:b]
match(a)
match (a), b
if match: case
match not in a
