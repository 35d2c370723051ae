class Meta(type):
    def __mul__(cls, n): return [cls() for _ in range(n)]
    def __eq__(cls, other): return cls.__name__ == getattr(other, "__name__", None)
    def __hash__(cls): return hash(cls.__name__)
    def __call__(cls, *args): return super().__call__(*args) if args else f"{cls.__name__} without arguments"
    def __getitem__(cls, n): return cls * n


class A(metaclass=Meta):
    def __init__(self, *a): self.a = a


first = A


class A(metaclass=Meta): pass


print(A * 2, A == first, A is first, len({A, first}), A[3], first(1).a, {A: 1}[first])
print(type(A * 1), type.__call__(first, 5).a, isinstance(first(2), A), A != int)
