x = 1


def make(name):
    x = 2

    class Base:
        x = x
        __private = name
        items = [x for x in name if x]
        calls = [lambda: (x, __class__) for x in name]

        def method(self, __private):
            super().method(self.__private, __private, x)
            import __module, package.__module

        def other(self):
            return lambda: __class__

        @staticmethod
        def plain():
            global x
            x = __private = 3
            return [__private for __private in x]

        class __Inner:
            global name
            __private = name

            def method(self):
                return __private, __Inner

    return Base


class _(metaclass=make):
    __private = 1


class _Under(_, key=x):
    __private = 1
