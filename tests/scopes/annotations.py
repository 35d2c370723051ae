a: int
b: undefined = 1
(c): int = 2
d.e: int
d[f]: int = 3

if a:
    g: str


class Class:
    x: int = 1
    y: (x, Class)
    z: [x for x in y]

    if x:
        w: x
    for v in x:
        v: x

    def method(self, a: x, *b: y, c: z = a, **d: w) -> Class:
        local: undefined = x
        other: (lambda: undefined)
        self.attribute: undefined = 1
        return local

    class Inner:
        q: x


def function(a: b = c, /, *d: a):
    x = 1

    def inner(y: x) -> a:
        return y

    class Local:
        y: x
        z: a
        x: int

    return inner
