def function(a: int, b: "forward" = 1, *args: tuple, c: undefined_name = 2, **kwargs: dict) -> list:
    local: also_undefined = 3
    other: int
    return local


print(function(1), function.__code__.co_varnames)
try:
    function.__annotations__
except NameError as error:
    print(error)
undefined_name = float
print(function.__annotations__)
print(function.__annotations__ is function.__annotations__, callable(function.__annotate__), function.__annotate__(1))
import sys
module = sys.modules[__name__]
x: int = 5
y: str
z: list[int] = []
(w): int = 3
print(x, w, module.__annotations__)
try:
    y
except NameError as error:
    print(error)
box = {}
box["k"]: int = 5
box.attribute_free: print("never evaluated")
print(box, sorted(module.__annotations__), "__annotations__" in globals())


class C:
    a: int
    b: "str" = "b"
    c: Later = None

    def method(self) -> C: return self


class Later: pass


print(C.__annotations__, C.method.__annotations__, hasattr(C, "a"), C.b)
try:
    function.__annotate__(99)
except NotImplementedError as error:
    print(type(error).__name__)
lambda_ = lambda x: x
print(lambda_.__annotations__, lambda_.__annotate__,
    function.__annotations__ == dict(a=int, b="forward", args=tuple, c=float, kwargs=dict, **{"return": list}))
function.__annotations__ = {"new": 1}
print(function.__annotations__, function.__annotate__)
del C.__annotations__
print(C.__annotations__)
