def counted(function):
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)
    wrapper.calls = 0
    wrapper.__name__ = function.__name__
    return wrapper


def limited(times):
    def decorate(function):
        left = times

        def wrapper(*args):
            nonlocal left
            if left == 0:
                raise RuntimeError(f"{function.__name__} may be called {times} times")
            left -= 1
            return function(*args)
        return wrapper
    return decorate


@counted
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)


@limited(2)
def greet(name): return "hello " + name


print(fib(10), fib.calls, fib.__name__, greet("a"), greet("b"))


class Method:
    def __init__(self, function): self.function, self.owners = function, []
    def __get__(self, instance, owner):
        self.owners.append(owner.__name__)
        return lambda *args: self.function(instance, *args)


class K:
    @Method
    def double(self, n): return self.k * n
    k = 2


print(K().double(5), vars(K)["double"].owners)
greet("c")
