class A:
    x = 1
    def __getattr__(self, name):
        if name == "boom":
            raise KeyError("not attribute error")
        raise AttributeError(f"custom: {name}")


a = A()
print(getattr(a, "x"), getattr(a, "nope", "default"), hasattr(a, "x"), hasattr(a, "nope"), setattr(a, "y", 2), a.y,
    delattr(a, "y"), hasattr(a, "y"), getattr(a, "nope", None))
setattr(a, "with space", 5)
setattr(a, "été", 6)
print(getattr(a, "with space"), a.été, vars(a))
for action in (lambda: getattr(a, "nope"), lambda: getattr(a, "boom"), lambda: getattr(a, "boom", 1),
    lambda: hasattr(a, "boom"), lambda: getattr(a), lambda: getattr(a, 5), lambda: getattr(a, None, 1), lambda: hasattr(a),
    lambda: hasattr(a, 1), lambda: setattr(a, "x"), lambda: setattr(a, 1, 2), lambda: delattr(a, "zz"), lambda: delattr(a),
    lambda: delattr(a, 5), lambda: getattr(), lambda: setattr(5, "x", 1), lambda: delattr(5, "real"),
    lambda: getattr(a, "x", 1, 2), lambda: getattr(a, name="x"), lambda: getattr(5, "nope"), lambda: getattr("s", "upperr"),
    lambda: getattr(type(a), "q")):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
print(getattr(5, "real"), getattr("abc", "upper")(), getattr([], "__len__")(), getattr(A, "__name__"), hasattr(5, "imag"),
    getattr(print, "__self__").__name__)
