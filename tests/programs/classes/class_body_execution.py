print("before")


class Body:
    print("in the body", __name__, __qualname__, __module__)
    x = [i * i for i in range(4)]
    if len(x) > 3:
        def method(self): return "long"
    else:
        def method(self): return "short"
    for name in ("a", "b"):
        locals()[name] = name.upper()
    try:
        1 / 0
    except ZeroDivisionError as error:
        caught = str(error)
    del name
    print(sorted(key for key in locals() if not key.startswith("__")))


print(Body().method(), Body.a, Body.b, Body.caught, hasattr(Body, "name"), hasattr(Body, "error"))


class Outer:
    value = 1

    class Inner:
        value = 2

        class Innermost:
            def name(self): return __class__.__qualname__

    def method(self):
        class Local:
            pass
        return Local


print(Outer.Inner.Innermost().name(), Outer.Inner.value, Outer().method().__qualname__)
print(Outer.Inner.Innermost.__firstlineno__ < Outer.method.__code__.co_firstlineno)
print(Outer.__static_attributes__, Outer.__firstlineno__)
