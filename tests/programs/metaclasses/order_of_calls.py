class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        print("prepare", name, bases, kwargs)
        return {"prepared": True}

    def __new__(mcs, name, bases, namespace, **kwargs):
        print("new", name, sorted(k for k in namespace if not k.startswith("__")), kwargs)
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        print("init", name, kwargs)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        print("call", cls.__name__, args, kwargs)
        return super().__call__(*args, **kwargs)


class Base(metaclass=Meta, option=1):
    print("body of Base", prepared)
    x = 1

    def __init__(self, value=None): print("instance", value)


class Derived(Base, option=2): y = 2


print(type(Derived).__name__, Derived.prepared, isinstance(Derived, Meta))
Derived(5), Base(value=6)
print(Meta("Dynamic", (Base,), {"z": 3}).z, Meta.__call__(Base, 1) is not None)


def function_meta(name, bases, namespace, **kwargs):
    return name, bases, sorted(k for k in namespace if not k.startswith("__")), kwargs


class NotAClass(int, metaclass=function_meta, extra=1):
    a = b = 2


print(NotAClass)
