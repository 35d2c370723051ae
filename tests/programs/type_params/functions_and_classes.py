def first[T](items: list[T]) -> T:
    return items[0]


class Stack[T, *Ts, **P]:
    def __init__(self): self.items: list[T] = []
    def push[U: int](self, item: T, other: U = 0) -> U: return other


type Alias[K, V = int] = dict[K, V]
type Plain = list[Plain] | None
print(first([1, 2]), first.__type_params__, first.__annotations__, Stack.__type_params__, Stack.__parameters__,
    Stack.__orig_bases__)
print(Stack[int, str, [float]].__args__ if False else Stack.push.__type_params__[0].__bound__, Stack().push(1, 5))
print(Alias, Alias.__name__, Alias.__type_params__, Alias.__value__, Alias[str, int], Alias[str, int].__args__,
    type(Alias).__name__, Plain.__value__)
T = first.__type_params__[0]
print(T, T.__name__, T.__bound__, T.__constraints__, T.__covariant__, T.__contravariant__, T.__infer_variance__,
    type(T).__name__, T.has_default())
_, Ts, P = Stack.__type_params__
print(Ts, P, type(Ts).__name__, type(P).__name__, P.args, P.kwargs, list(Ts) if hasattr(Ts, "__iter__") else "")


def constrained[A: (int, str), B: list[A] = list[int]](): pass


a, b = constrained.__type_params__
print(a.__constraints__, b.__bound__, b.__default__, b.has_default())
try:
    T
    first[int]
except TypeError as error:
    print(error)
try:
    Undefined = None
    type Lazy = not_there
    print("alias made")
    Lazy.__value__
except NameError as error:
    print(error)
for source in ("def f[T, T](): pass", "class A[T: yield]: pass", "type X[T] = (y := 1)", "def f[T](x: (T := 1)): pass",
    "class A[T](B := 1): pass", "type 5 = 1", "def f[](): pass", "class A[*T: int]: pass", "def f[T = int, U](): pass",
    "type X = yield", "type X = await y", "def f[T: (z := 1)](): pass", "lambda[T]: 0",
    "class A[T = int]: pass\ntype Y = A"):
    try:
        compile(source, "", "exec")
        print("accepted", source)
    except SyntaxError as error:
        print(error.msg)
