class Failing:
    def __get__(self, instance, owner):
        raise AttributeError("inside the descriptor")


class Crash:
    def __get__(self, instance, owner):
        raise KeyError("not an attribute error")


class Holder:
    failing = Failing()
    crash = Crash()


class Fallback(Holder):
    def __getattr__(self, name):
        return f"fallback for {name}"


print(hasattr(Holder(), "failing"), getattr(Holder(), "failing", "default"), Fallback().failing, Fallback().anything)
for action in (lambda: Holder().failing, lambda: Holder.failing, lambda: hasattr(Holder(), "crash"),
    lambda: getattr(Holder(), "crash", 1), lambda: Fallback().crash):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class Name:
    def __set_name__(self, owner, name):
        raise ValueError(f"no {name}")


try:
    class Owner:
        first = Name()
except ValueError as error:
    print(type(error).__name__, error, error.__notes__)


class NotCalled:
    __set_name__ = None


try:
    class Owner2:
        x = NotCalled()
except TypeError as error:
    print(error, error.__notes__)
