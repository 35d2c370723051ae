def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, str(error).split(" (")[0])


class A: pass
class B(A): pass
class C(B): pass
class S: __slots__ = ("a",)
class T: __slots__ = ("a", "b")
class D(dict): pass
class Meta(type): pass
class M(metaclass=Meta): pass


attempt(lambda: setattr(A, "__bases__", (C,)))
attempt(lambda: setattr(A, "__bases__", (A,)))
attempt(lambda: setattr(A, "__bases__", ()))
attempt(lambda: setattr(A, "__bases__", 5))
attempt(lambda: setattr(A, "__bases__", (int,)))
attempt(lambda: setattr(B, "__bases__", (dict,)))
attempt(lambda: setattr(B, "__bases__", (A, A)))
attempt(lambda: setattr(B, "__bases__", (5,)))
attempt(lambda: setattr(C, "__bases__", (A, B)))
attempt(lambda: setattr(int, "__bases__", (object,)))
attempt(lambda: delattr(A, "__bases__"))
print([c.__name__ for c in C.__mro__])
x = C()
for kind in (A, B, S, T, D, M, int, object, type, 5, None, type(lambda: 0)):
    attempt(lambda: setattr(x, "__class__", kind))
attempt(lambda: delattr(x, "__class__"))
attempt(lambda: setattr(S(), "__class__", T))
attempt(lambda: setattr(5, "__class__", bool))
attempt(lambda: setattr([], "__class__", D))
attempt(lambda: setattr(D(), "__class__", A))
attempt(lambda: setattr(A, "__class__", Meta))
attempt(lambda: setattr(M, "__class__", type))
attempt(lambda: setattr(A, "__mro__", ()))
attempt(lambda: setattr(A, "__dict__", {}))
attempt(lambda: setattr(A, "__name__", 5))
attempt(lambda: setattr(A, "__name__", "a\0b"))
attempt(lambda: setattr(A, "__qualname__", b"x"))
attempt(lambda: setattr(A(), "__dict__", []))
attempt(lambda: setattr(A(), "__dict__", None))


class MroMeta(type):
    def mro(cls):
        return answer


for answer in ([], [int], 5, [object, object], [A, A, object], (), [5], [type]):
    attempt(lambda: MroMeta("X", (), {}).__mro__ and "made")


class Rebases(type):
    def mro(cls):
        order = super().mro()
        if changing:
            changing.pop()
            try:
                cls.__bases__ = (B,)
            except Exception as error:
                print(type(error).__name__)
        return order


changing = []
R = Rebases("R", (A,), {})
changing.append(1)
attempt(lambda: setattr(R, "__bases__", (C,)))
print(len(R.__mro__) > 2)


class Hook:
    def __init_subclass__(cls): cls.__bases__ = (A,)


attempt(lambda: type("Z", (Hook,), {}).__bases__)
attempt(lambda: type("Z", (bool,), {}))
attempt(lambda: type("Z", (int, str), {}))
attempt(lambda: type("Z", (A, B), {}))
attempt(lambda: type("Z", (), {"__slots__": ("a", "a")})().__class__.__name__)
attempt(lambda: type("Z", (), {"__slots__": ("a",), "a": 1}))
attempt(lambda: type("Z", (int,), {"__slots__": ("a",)}))
attempt(lambda: type("Z", (), {"__slots__": "no identifier"}))
attempt(lambda: type("Z", (), {"__slots__": [5]}))
attempt(lambda: type("Z\0", (), {}))
attempt(lambda: type(5, (), {}))
attempt(lambda: len(type("Z", (), {"__slots__": [f"a{i}" for i in range(10_000)]}).__slots__))
many = A
for i in range(2_000):
    many = type(f"N{i}", (many,), {})
print(len(many.__mro__))
many().x = 5
wide = type("Wide", tuple(type(f"W{i}", (), {}) for i in range(2_000)), {})
print(len(wide.__mro__))
