class Traced:
    def __new__(cls, *args, **kwargs):
        print("new", cls.__name__, args, kwargs)
        return super().__new__(cls)

    def __init__(self, *args, **kwargs):
        print("init", args, kwargs)


class Switch:
    def __new__(cls, kind):
        return {"self": object.__new__(cls), "int": 5}.get(kind)

    def __init__(self, kind):
        print("init called for", kind)


class Single:
    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance


Traced(1, b=2)
print(type(Switch("self")).__name__, Switch("int"), Switch("?"))
print(Single() is Single())


class Even(int):
    def __new__(cls, value):
        return super().__new__(cls, value // 2 * 2)


print(Even(7), Even(7) + 1, type(Even(7)).__name__, type(Even(7) + 1).__name__)


class BadInit:
    def __init__(self): return 1


class NoArgs: pass
class OnlyInit:
    def __init__(self, a): pass
class OnlyNew:
    def __new__(cls, a): return object.__new__(cls)


for call in (
    lambda: BadInit(), lambda: NoArgs(1), lambda: NoArgs(x=1), lambda: object(1), lambda: OnlyInit(),
    lambda: OnlyInit(1, 2), lambda: OnlyNew(),
    lambda: object.__new__(), lambda: object.__new__(int), lambda: object.__new__(5), lambda: object.__new__(NoArgs, 1),
    lambda: int.__new__(str),
    lambda: int.__new__(bool), lambda: object().__init__(1), lambda: NoArgs().__init__(1), lambda: OnlyInit(1).__init__(),
):
    try:
        print(type(call()).__name__)
    except TypeError as error:
        print(error)
print(type(OnlyNew(1)).__name__)
