def first(x):
    return x + 1


def second(x):
    return x * 10


print(first(5))
first.__code__ = second.__code__
print(first(5), first.__name__, first.__code__ is second.__code__)


def outer():
    kept = 3

    def inner():
        return kept
    return inner


try:
    first.__code__ = outer().__code__
except ValueError as error:
    print(error)
renamed = second.__code__.replace(co_name="renamed")
print(renamed.co_name, renamed.co_qualname)
function = type(second)(renamed, {}, "made")
print(function.__name__, function(2))
made = type(second)(outer().__code__, {}, "closed", (1,), outer().__closure__)
print(made(), made.__defaults__)
for arguments in ((1, {}), (renamed, 1), (renamed, {}, 1), (renamed, {}, "n", 1), (outer().__code__, {}),
    (renamed, {}, "n", None, ())):
    try:
        print(type(second)(*arguments).__name__)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
