class NonData:
    def __get__(self, instance, owner): return "non-data"
class Data(NonData):
    def __set__(self, instance, value): instance.__dict__["data"] = ("set", value)
class OnlySet:
    def __set__(self, instance, value): print("only set", value)
class OnlyDelete:
    def __delete__(self, instance): print("only delete")
class Holder:
    plain = NonData()
    data = Data()
    write = OnlySet()
    remove = OnlyDelete()


h = Holder()
print(h.plain, h.data)
h.plain = 1
h.data = 2
print(h.plain, h.data, sorted(h.__dict__.items()))
h.write = 5
print(type(h.write).__name__)
h.__dict__["write"] = "in dict"
print(h.write)
del h.remove
for action in (lambda: setattr(h, "remove", 1), lambda: delattr(h, "write"), lambda: delattr(h, "data")):
    try:
        action()
    except AttributeError as error:
        print(error)
del h.plain
print(h.plain)


class Instance:
    def __init__(self): self.__get__ = lambda *a: "never"
class Uses:
    x = Instance()


print(type(Uses().x).__name__)
print(int.__dict__["real"].__get__(5), int.real.__get__(7, int), str.join.__get__(",")(["a", "b"]),
    dict.__dict__["fromkeys"].__get__(None, dict)([1]))
