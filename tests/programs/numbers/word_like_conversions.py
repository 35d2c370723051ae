class Num:
    def __init__(self, **m): self.__dict__.update(m)


def make(**methods):
    return type("N", (),
        {f"__{name}__": (lambda value: lambda self, *a: value)(value) for name, value in methods.items()})()


print(int(make(int=5)), int(make(index=6)), int(make(int=5, index=6)), float(make(float=1.5)), float(make(index=3)),
    complex(make(complex=1j)), complex(make(float=2.5)), bool(make(bool=False)), bool(make(len=0)), bool(make(len=2)),
    bool(make()))
print(hex(make(index=255)), bin(make(index=-5)), oct(make(index=8)), chr(make(index=65)), [1, 2, 3][make(index=1)],
    "abc"[make(index=-1)], "ab" * make(index=2), list(range(make(index=3))), round(make(round="r")), abs(make(abs=9)),
    divmod(make(divmod=(1, 2)), 3), bytes([make(index=65)]), "%x" % make(index=4))
for action in (lambda: int(make(int=1.5)), lambda: float(make(float=1)), lambda: float(make(int=1)),
    lambda: complex(make(complex=1)), lambda: hex(make(int=5)), lambda: [1][make(index="a")], lambda: bool(make(bool=1)),
    lambda: bool(make(len=-1)), lambda: range(make(index=1.0)), lambda: "a" * make(int=2), lambda: chr(make(float=65.0)),
    lambda: round(make()), lambda: abs(make()), lambda: -make(), lambda: ~make(), lambda: divmod(make(), 1)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
