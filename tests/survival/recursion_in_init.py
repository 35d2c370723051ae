import sys

sys.setrecursionlimit(1_000_000)


class Node:
    def __init__(self, depth):
        self.child = Node(depth - 1) if depth else None


for depth in (100, 100_000, 3_000_000):
    try:
        node = Node(depth)
        del node
    except (RecursionError, MemoryError):
        pass
print("survived")
