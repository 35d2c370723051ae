class NotIterable:
    def keys(self): return 5


class Fails:
    def keys(self): return ["a"]
    def __getitem__(self, key): raise ValueError(key)


class NotCallable:
    keys = 5


def show(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)


for mapping in NotIterable(), Fails(), NotCallable():
    show(lambda: {**mapping})
    show(lambda: dict(mapping))
    show(lambda: {}.update(mapping))
    show(lambda: (lambda **k: k)(**mapping))
