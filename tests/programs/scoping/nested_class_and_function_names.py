class Outer:
    def method(self):
        class Local:
            def inner(self):
                def deepest(): pass
                return deepest.__qualname__, (lambda: 0).__qualname__, [lambda: 0][0].__qualname__, (x for x in []).__qualname__
        return Local().inner(), Local.__qualname__

    class Nested:
        def f(self): return __class__.__qualname__, self.f.__qualname__
    attribute = lambda self: 1


def function():
    global Moved

    class Moved:
        def g(self): pass

    def inner():
        yield
    async def coroutine(): pass
    return inner.__qualname__, inner().__qualname__, coroutine.__qualname__, Moved.g.__qualname__


print(Outer().method(), Outer.Nested().f(), Outer.attribute.__qualname__, function(), Moved.__qualname__)
Outer.Nested.__qualname__ = "Renamed.Nested"
print(Outer.Nested, Outer.Nested.f.__qualname__, Outer.Nested.__name__)
Outer.attribute.__name__ = "named"
print(Outer.attribute.__name__, Outer.attribute.__qualname__, [f.__name__ for f in (lambda: 0, print, "".join, Outer)])
Outer.Nested().missing
