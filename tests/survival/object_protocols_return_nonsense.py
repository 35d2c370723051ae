def attempt(action):
    try:
        result = action()
        print(type(result).__name__)
    except Exception as error:
        print(type(error).__name__)


def make(**methods):
    return type("T", (), {f"__{name}__": (lambda value: lambda self, *args, **kwargs: value)(value) for name, value in methods.items()})()


for value in (None, 5, -5, 1 << 70, "x", b"x", 1.5, [], (), (1, 2), {}, NotImplemented, ..., type, object(), iter([])):
    for name, use in (
        ("repr", repr), ("str", str), ("bytes", bytes), ("format", format), ("hash", hash), ("bool", bool), ("len", len), ("len", bool), ("length_hint", lambda x: list(x)), ("index", lambda x: [1, 2, 3][x]), ("index", lambda x: "a" * x), ("index", hex), ("int", int), ("float", float), ("complex", complex), ("trunc", int), ("round", round), ("dir", dir), ("iter", list), ("iter", lambda x: [*x]), ("next", next), ("reversed", lambda x: list(reversed(x))),
        ("enter", lambda x: exec("with x: pass", {"x": x})), ("await", lambda x: (lambda c: c.send(None))(waits(x))), ("aiter", aiter), ("anext", anext), ("getattr", lambda x: x.anything), ("getattribute", lambda x: x.anything), ("call", lambda x: x()), ("contains", lambda x: 1 in x), ("getitem", lambda x: [y for y, _ in zip(x, range(3))]), ("instancecheck", lambda x: isinstance(1, x)), ("mro_entries", lambda x: type("X", (x,), {})), ("mro_entries", lambda x: exec("class X(x): pass", {"x": x})), ("class_getitem", lambda x: type(x)[1]),
        ("set_name", lambda x: type("X", (), {"a": x})), ("get", lambda x: type("X", (), {"a": x}).a), ("prepare", lambda x: exec("class X(metaclass=x): pass", {"x": x})), ("reduce_ex", lambda x: x.__reduce_ex__(2)), ("sizeof", lambda x: __import__("sys").getsizeof(x)), ("missing", lambda x: x.__missing__(1)), ("fspath", open), ("buffer", memoryview), ("buffer", bytes), ("add", lambda x: x + 1), ("radd", lambda x: 1 + x), ("iadd", lambda x: exec("x += 1", {"x": x})), ("eq", lambda x: [x] == [5]), ("lt", lambda x: sorted([x, x])), ("lt", lambda x: max([x, x])), ("pow", lambda x: pow(x, 2, 3)), ("divmod", lambda x: divmod(x, 2)), ("abs", abs), ("invert", lambda x: ~x), ("match_args", lambda x: exec("match x:\n case X(1): pass", {"x": x, "X": type(x)})),
        ("exit", lambda x: exec("with x: 1 // 0", {"x": x})), ("subclasscheck", lambda x: issubclass(int, x)), ("delattr", lambda x: delattr(x, "a")), ("setattr", lambda x: setattr(x, "a", 1)), ("setitem", lambda x: x.__setitem__(1, 1)), ("ceil", lambda x: x.__ceil__()), ("init", lambda x: type(x)()), ("new", lambda x: type(x)()),
    ):
        print(name, end=" ")
        attempt(lambda: use(make(**{name: value})))


async def waits(x): return await x
print("survived")
