def compose(*functions):
    def composed(x):
        for function in reversed(functions):
            x = function(x)
        return x
    return composed


def curry(function, arity=None):
    arity = function.__code__.co_argcount if arity is None else arity

    def curried(*args):
        if len(args) >= arity:
            return function(*args)
        return lambda *more: curried(*args, *more)
    return curried


def flip(f): return lambda a, b, *rest: f(b, a, *rest)


add3 = curry(lambda a, b, c: f"{a}{b}{c}")
print(add3(1)(2)(3), add3(1, 2)(3), add3(1)(2, 3), add3(1, 2, 3), compose(str, abs, lambda x: x - 10)(3),
    flip(divmod)(3, 10), compose()(7))
try:
    add3(1)(2)(3)(4)
except TypeError as error:
    print(error)
