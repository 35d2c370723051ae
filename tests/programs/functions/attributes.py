def greet(name: str, *, loud: bool = False) -> str:
    """Says hello."""
    local = name
    return local


print(greet.__name__, greet.__qualname__, greet.__module__, greet.__doc__)
print(greet.__annotations__ == {"name": str, "loud": bool, "return": str})
print(greet.__code__.co_name, greet.__code__.co_varnames, greet.__code__.co_argcount)
print(greet.__code__.co_kwonlyargcount, greet.__code__.co_posonlyargcount, greet.__code__.co_nlocals)
print(greet.__dict__, greet.__closure__, greet.__globals__ is globals(), greet.__builtins__ is __builtins__.__dict__)
greet.calls = 3
greet.__dict__["more"] = [1]
print(greet.__dict__, greet.more, vars(greet) is greet.__dict__)
del greet.calls
try:
    greet.calls
except AttributeError as error:
    print(error)
greet.__name__ = "other"
print(greet.__name__, greet.__qualname__)
greet.__qualname__ = "Q.other"
print(repr(greet).split(" at ")[0])
for change in (
    lambda: setattr(greet, "__name__", 5),
    lambda: setattr(greet, "__qualname__", None),
    lambda: setattr(greet, "__code__", 1),
    lambda: setattr(greet, "__defaults__", [1]),
    lambda: setattr(greet, "__kwdefaults__", (1,)),
    lambda: setattr(greet, "__dict__", 1),
    lambda: setattr(greet, "__globals__", {}),
    lambda: setattr(greet, "__closure__", None),
    lambda: delattr(greet, "__name__"),
    lambda: setattr(greet, "__annotations__", 3),
):
    try:
        change()
        print("allowed")
    except Exception as error:
        print(type(error).__name__, error)
other = lambda: 1
print(other.__name__, other.__qualname__, other.__doc__)
