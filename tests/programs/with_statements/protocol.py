class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value, trace is not None)
        return self.swallow


with Manager("a") as a, Manager("b") as b:
    print(a, b)
with (
    Manager("c") as c,
    Manager("d"),
):
    print(c)
with Manager("swallow", True):
    raise ValueError("inside")
with Manager("outer", True) as x, Manager("inner"):
    raise KeyError("both")
with Manager("tuple") as (first, *rest):
    print(first, rest)
box = {}
with Manager("item") as box["key"]:
    pass
print(box)


def early():
    for name in ("one", "two"):
        with Manager(name):
            if name == "one":
                continue
            return "returned"


print(early())
try:
    with Manager("truthy", "yes"), Manager("changes", 0):
        1 / 0
    print("swallowed")
    with Manager("not"):
        raise SystemExit(3)
except SystemExit as error:
    print("exit status", error.code)
