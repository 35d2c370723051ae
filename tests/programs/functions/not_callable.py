class Plain: pass


class Called:
    def __call__(self, *args, **kwargs):
        return args, kwargs


class Broken:
    __call__ = 5


print(Called()(1, b=2), callable(Called()), callable(Plain()), callable(Broken()), callable(len), callable(Plain))
for value in (1, 1.5, "text", None, [], (), {}, Plain(), Ellipsis, NotImplemented, b"", Broken(), True):
    try:
        value()
    except TypeError as error:
        print(error)
instance = Plain()
instance.__call__ = lambda: 1
try:
    instance()
except TypeError as error:
    print(error)
try:
    super().x
except RuntimeError as error:
    print(error)
nested = Called()
nested.__call__ = None
print(nested())
