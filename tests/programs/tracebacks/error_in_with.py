class Manager:
    def __init__(self, name): self.name = name
    def __enter__(self): return self

    def __exit__(self, kind, value, trace):
        if kind:
            raise RuntimeError(f"closing {self.name} failed")


with Manager("outer"):
    with Manager("inner") as inner:
        inner.missing
