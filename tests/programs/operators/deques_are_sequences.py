from _collections import deque


class R:
    def __radd__(self, other): return "R.__radd__"
    def __rmul__(self, other): return "R.__rmul__"


def show(function):
    try:
        print(function())
    except TypeError as e:
        print(e)


for other in R(), 2, 2.5, None, [2], "ab", deque([3]):
    show(lambda: deque([1]) + other)
    show(lambda: other + deque([1]))
    show(lambda: deque([1]) * other)
    show(lambda: other * deque([1]))
d = deque([1])
d += "ab"
d *= 2
print(d)
