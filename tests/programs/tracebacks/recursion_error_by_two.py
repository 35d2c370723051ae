class Node:
    def __init__(self):
        self.other = None

    def even(self, n):
        return self.other.odd(n + 1)

    def odd(self, n):
        return self.other.even(n + 1)


a, b = Node(), Node()
a.other, b.other = b, a
try:
    a.even(0)
except RecursionError as error:
    print(type(error).__name__, error)
a.even(0)
