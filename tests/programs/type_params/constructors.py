def f[T, *Ts, **P](): pass


T, Ts, P = f.__type_params__
type Alias = int


def show(function):
    try:
        print(function())
    except TypeError as e:
        print(e)


for kind in type(T), type(Ts), type(P), type(Alias):
    show(lambda: kind())
    show(lambda: kind(5))
    show(lambda: kind("a", wrong=1))
    show(lambda: kind("a", 1, 2, 3))
    show(lambda: kind(name="q"))
    show(lambda: kind("x").__module__)
print(T.__module__, Ts.__module__, P.__module__, Alias.__module__)
TypeVar, TypeAliasType = type(T), type(Alias)
show(lambda: TypeAliasType("N", int, type_params=(5,)))
show(lambda: TypeAliasType("N", int, type_params=(TypeVar("X", default=int), TypeVar("Y"))))
show(lambda: TypeAliasType("N", int, type_params=(T, Ts, P)).__type_params__)
show(lambda: TypeAliasType("N", value=int).__value__)
show(lambda: type(P.args)())
show(lambda: type(P.kwargs)(P) == P.kwargs)
