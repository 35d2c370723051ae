# The collector found a class and its last instance, whose finalizer changes the base class and then saves itself.
import gc

gc.disable()


class Base:
    value = ["old"]

    def method(self):
        return "old"


def use(one):
    return one.method(), one.value


def make():
    class Sub(Base):
        def __del__(self):
            for _ in range(100):
                use(self)
            Base.value = ["new"]
            Base.method = lambda self: "new"
            rubbish = [[i] for i in range(2000)]
            saved.append(self)
            seen.append(use(self))

    sub = Sub()
    sub.me = sub
    for _ in range(100):
        use(sub)


saved, seen = [], []
make()
gc.collect()
assert seen == [("new", ["new"])], seen
Base.method = lambda self: "newer"
assert use(saved[0]) == ("newer", ["new"])
assert [c.__name__ for c in Base.__subclasses__()] == ["Sub"]
saved.clear()
gc.collect()
assert Base.__subclasses__() == []
print("done")
