class Tree:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        return 1 + (self.left.count() + self.right.count() if self.left else 0)


def grow(depth):
    return Tree(grow(depth - 1), grow(depth - 1)) if depth else Tree(None, None)


def grow_tuple(depth):
    return (grow_tuple(depth - 1), grow_tuple(depth - 1)) if depth else None


def leaves(tree):
    return leaves(tree[0]) + leaves(tree[1]) if tree else 1


kept = grow(16)
print([sum(grow(depth).count() for _ in range(1 << 17 - depth)) for depth in range(4, 15, 4)], kept.count(), leaves(grow_tuple(18)))
