class Recorder:
    def __setattr__(self, name, value):
        print("set", name, value)
        if name == "bad":
            raise AttributeError("refused")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)


r = Recorder()
r.x = 1
r.x += 1
r.y, r.z = 3, [4]
r.z += [5]
del r.y
print(vars(r))
for name in ("bad", "good"):
    try:
        setattr(r, name, 0)
    except AttributeError as error:
        print(error)
try:
    del r.never
except AttributeError as error:
    print(error)
r.__dict__["w"] = "direct"
print(r.w)
for r.loop in range(2):
    pass
with open(__file__) as r.file:
    pass
print(r.file.closed)


class Frozen:
    def __setattr__(self, *args): raise TypeError("frozen")
    __delattr__ = None


try:
    Frozen().x = 1
except TypeError as error:
    print(error)
try:
    del Frozen().x
except TypeError as error:
    print(error)
object.__setattr__(f := Frozen(), "x", 5)
print(f.x)
