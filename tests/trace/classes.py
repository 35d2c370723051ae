class Meta(type):
    def __call__(cls, *args):
        return super().__call__(*args)


class A(metaclass=Meta):
    total = 0
    names = [name for name in ("x", "y")]

    def add(self, n):
        A.total += n
        return self

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return True


with A() as a:
    a.add(2).add(3).missing
print(A.total)
