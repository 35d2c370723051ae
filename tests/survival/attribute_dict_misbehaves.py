class Key(str):
    def __hash__(self): return hash(str(self))
    def __eq__(self, other):
        victim.__dict__.clear()
        return str.__eq__(self, other)


class A: pass


victim = A()
victim.__dict__[Key("name")] = 1
victim.other = 2
print(getattr(victim, "na" + "me", "gone"))
victim.__dict__[5] = "int key"
print(victim.__dict__[5])
try:
    print(sorted(dir(victim))[:1] != [])
except TypeError as error:
    print(error)
victim.__dict__ = {}
for i in range(10_000):
    setattr(victim, f"a{i}", i)
print(len(vars(victim)))
for i in range(0, 10_000, 2):
    delattr(victim, f"a{i}")
victim.__dict__.update(a1="changed")
print(len(vars(victim)), victim.a1, victim.a9999)


class Odd:
    def __setattr__(self, name, value):
        self.__dict__ = {name: value}


o = Odd()
try:
    o.x = 1
except RecursionError:
    print("RecursionError")


class Namespace(dict):
    def __getitem__(self, key):
        if key == "boom":
            raise OSError("from the namespace")
        return super().__getitem__(key)
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if key == "clear":
            self.clear()


for source in ("x = 1\nclear = 2\ny = 3", "boom", "del nothing", "x = missing"):
    try:
        exec(source, {}, Namespace())
        print("ran")
    except (OSError, NameError) as error:
        print(type(error).__name__, error)
exec("x = 1", d := {})
d.clear()
try:
    exec("print(1)", {"__builtins__": 5})
except (TypeError, SystemError, NameError, AttributeError):
    print("refused")
