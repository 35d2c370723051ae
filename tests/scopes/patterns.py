def function(subject, Class, const):
    match subject:
        case [first, *rest] if first:
            return rest
        case {"key": value, const.key: 1, **others}:
            return lambda: (value, others)
        case Class(a, b=c) | Class(c, b=a) as whole:
            return whole
        case const.value | _:
            pass
    while walrus := subject():
        a += walrus
    return f"{a!r:>{value}} {(b := 1)}", t"{a} {others=}"
