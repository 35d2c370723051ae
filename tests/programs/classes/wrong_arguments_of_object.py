class Plain: pass


class New:
    def __new__(cls, *args): return object.__new__(cls)


class Init:
    def __init__(self, *args): pass


def show(function, *args):
    try:
        print(type(function(*args)).__name__)
    except TypeError as e:
        print(e)


for kind in Plain, New, Init:
    show(kind, 1)
    show(kind().__init__, 1)
    show(object.__init__, kind(), 1)
    show(object.__new__, kind, 1)
    show(object.__new__, kind)
show(object, 1)
show(object.__new__)
show(object.__new__, 5)
show(object.__init__)
show(object.__init__, 5, 1)
show(iter([]).__init__, 1)
