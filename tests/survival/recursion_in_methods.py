import sys

sys.setrecursionlimit(1_000_000)


class A:
    def down(self, n):
        return 0 if n == 0 else 1 + self.down(n - 1)

    @classmethod
    def class_down(cls, n):
        return 0 if n == 0 else 1 + cls.class_down(n - 1)

    @staticmethod
    def static_down(n):
        return 0 if n == 0 else 1 + A.static_down(n - 1)


class B(A):
    def down(self, n):
        return 0 if n == 0 else 1 + super().down(n)


print(A().down(50_000), A.class_down(50_000), A.static_down(50_000))
try:
    B().down(20_000_000)
except RecursionError:
    pass
print("survived")
