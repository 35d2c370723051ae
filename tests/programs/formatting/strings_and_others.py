for spec in ("", "s", "10", "<10", ">10", "^10", "*^10", ".2", "10.2", "-^7.3s", "010", "0<10", "é<6"):
    print(repr(spec), repr(format("hello", spec)))
for spec in ("d", "=10", "+", " ", ",", "_", "#", "x", "z", "10d", ".2f", "+s", "=s", "-", "010d"):
    try:
        print(format("hello", spec))
    except ValueError as error:
        print(repr(spec), error)
for value in ([], {}, None, (1,), object, len, b"x", {1}, ..., range(3), slice(1)):
    print(format(value) if not callable(value) else "callable", end=" ")
    try:
        print(format(value, "5"))
    except TypeError as error:
        print(error)
print(format(1 + 2j), format(1 + 2j, ".1f"), format(-1.5j, "e"), format(1 + 2j, ">12"), format(complex("inf+nanj"), "+.2f"),
    format(0j, "g"), format(1234 + 5j, ","))
for spec in ("d", "=10", "010", "%", "s"):
    try:
        print(format(1j, spec))
    except ValueError as error:
        print(error)


class Custom:
    def __format__(self, spec): return f"<{spec}>"
class Plain: pass
class Inherits(int): pass
class Str:
    def __str__(self): return "as str"


print(f"{Custom()}{Custom():abc}{Custom():{'x'}{1 + 1}}", format(Inherits(5), "03"), f"{Str()}", format(Str()),
    f"{Custom():%Y-%m}")
for call in (lambda: format(Plain(), "x"), lambda: format(5, 5), lambda: format(5, None), lambda: format(),
    lambda: format(1, "", 2), lambda: format("a", b"s"), lambda: f"{None:5}", lambda: f"{[]:d}"):
    try:
        print(call())
    except TypeError as error:
        print(error)
