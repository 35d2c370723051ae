# match: every kind of pattern.
def m(x):
    match x:
        case 1 | 2 | -3 | 1+2j | 'a' | b'b' | None | True: a
        case [a, b]: c
        case [a, *b, c]: d
        case [*_]: e
        case [_, *_, a]: f
        case (a, b) as c if a: g
        case {'a': x, 'b': [y, z], **rest}: h
        case {}: i
        case {**r}: i
        case C(): j
        case C(a, b=c, d=D(e)): k
        case a.b.c: l
        case [1, [2, [3, x]]]: m
        case (1 as a) | (2 as a): n
        case ([a, b] | [b, a, _]): n
        case _ if x: o
        case _: p


def m2(x):
    match x:
        case y: return y


def m3(x):
    match x, y:
        case 1, 2: pass
        case [a, b], c: pass


def m4(x):
    match x:
        case _: a


def m5(x):
    while 1:
        match x:
            case [a, 1]: continue
            case b if b: break
            case {1: c}: return c
