class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item!r}]"


class Sub(Box): pass
def function(): pass


print(Box[int], Sub["x"], Box[1, 2], Box[1:2], Box[()], Box[..., None], Box[(1,)])
print(type(Box.__dict__["__class_getitem__"]).__name__)
for action in (lambda: int[str], lambda: Box()[1], lambda: object[1], lambda: type[int], lambda: function[1],
    lambda: str[0], lambda: len[0]):
    try:
        print(action())
    except TypeError as error:
        print(error)
print(list[int], dict[str, int], tuple[int, ...], set[list[int]], tuple[()], type[int], frozenset[int],
    list[int] == list[int], list[int] == list[str])
alias = list[int]
print(alias.__origin__, alias.__args__, alias([1, 2]), alias.append, type(alias).__name__, alias.__parameters__,
    hash(alias) == hash(list[int]))
print(isinstance([], list) and issubclass(list, list))
for action in (lambda: isinstance([], alias), lambda: issubclass(list, alias), lambda: alias[int], lambda: list[int][str],
    lambda: alias.nope):
    try:
        print(action())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Typed(list[int]): pass


print(Typed.__mro__, Typed.__orig_bases__, Typed([3]))
print(list["forward"], int | str, int | None, list[int] | None, (int | str).__args__, isinstance(5, int | str),
    isinstance("a", int | None))
