def trace(function):
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        print(function.__name__, args, kwargs, "->", result)
        return result
    return wrapper


def repeat(times):
    print("repeat", times)

    def decorate(function):
        print("decorating", function.__name__)
        return lambda *args: [function(*args) for _ in range(times)]
    return decorate


@repeat(2)
@trace
def double(n):
    return n * 2


print(double(4))


@lambda function: function.__name__
def replaced(): pass


print(replaced)
registry = {}


@registry.setdefault("x", [lambda cls: cls])[0]
@(lambda cls: cls)
class Decorated:
    value = 1


print(Decorated().value)


@property
def lonely(self): return 1


print(type(lonely).__name__)
try:
    @None
    def bad(): pass
except TypeError as error:
    print(error)
try:
    @undefined_decorator
    def never(): pass
except NameError as error:
    print(error)
print("never" in globals())
