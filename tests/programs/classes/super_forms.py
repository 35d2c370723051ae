class A:
    name = "A"

    def who(self): return ["A"]

    @classmethod
    def make(cls): return f"A.make {cls.__name__}"

    @property
    def prop(self): return "A.prop"


class B(A):
    name = "B"

    def who(self): return ["B"] + super().who()

    @classmethod
    def make(cls): return super().make() + "+B"

    @property
    def prop(self): return super().prop + "+B"

    def explicit(self): return super(B, self).name, super(B, B).who(self)

    def listed(self): return [super(B, self).name for _ in range(2)]


class C(A):
    def who(self): return ["C"] + super().who()


class D(B, C):
    def who(self): return ["D"] + super().who()


print(D().who(), D.make(), D().prop, D().explicit(), D().listed())
print(super(B, D()).name, super(D, D).make(), super(C, D()).who())
print(super(B, D()).__thisclass__, super(B, D()).__self_class__, super(B, D).__self__)
print(repr(super(B, D())).split(" object")[0], repr(super(B)))
for call in (
    lambda: super(B, A()), lambda: super(1, 2), lambda: super(), lambda: super(B, 5), lambda: super(B, D()).missing,
    lambda: super(1), lambda: super(A, B, C), lambda: super(B).name, lambda: super(B, A),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)


class Odd:
    def nothing(): return super()
    def deleted(self):
        del self
        return super()
    def assigned(self):
        self = 5
        return super()


for call in (lambda: Odd.nothing(), lambda: Odd().deleted(), lambda: Odd().assigned(),
    lambda: Odd.nothing.__closure__[0].cell_contents):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
