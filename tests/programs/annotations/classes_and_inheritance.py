class Base:
    x: int
    y: str = "y"


class Child(Base):
    z: float


class Empty(Base): pass


print(Base.__annotations__, Child.__annotations__, Empty.__annotations__,
    Base().__annotations__ if hasattr(Base(), "__annotations__") else "instances have them too")
print(Child.__annotate__ is not None, Empty.__annotate__, Base.__dict__.keys() >= {"y"}, "x" in Base.__dict__)


class Conditional:
    if True:
        a: int
    else:
        b: int
    for i in range(2):
        c: str
    while False:
        d: int


print(Conditional.__annotations__)


class Lambda:
    f: (lambda: 5)
    g: [n for n in range(3)]
    h: print("evaluated late")
    i: 1 + 1


print("before")
annotations = Lambda.__annotations__
print(annotations["f"](), annotations["g"], annotations["h"], annotations["i"])


class Mangled:
    __private: int
    def method(self, __arg: int): pass


print(Mangled.__annotations__, Mangled.method.__annotations__)


def outer():
    T = int

    class Inner:
        v: T
    def f(p: T) -> T: pass
    return Inner, f


inner, f = outer()
print(inner.__annotations__, f.__annotations__)
for source in ("x: int = yield", "def f(a: (yield)): pass", "x: (y := 1)", "def f() -> (z := 1): pass",
    "async def f(x: await y): pass", "global q\nq: int", "def f():\n global v\n v: int", "class A:\n x: yield", "x: *a",
    "def f(*args: *Ts): pass", "(a, b): int", "[a]: int", "a: int, b: int", "def f(x:): pass"):
    try:
        compile(source, "", "exec")
        print("accepted", repr(source))
    except SyntaxError as error:
        print(error.msg)
