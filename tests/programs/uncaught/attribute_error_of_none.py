import_like = {"a": None}


class Tree:
    def __init__(self, left=None): self.left = left


tree = Tree(Tree(Tree()))
print(tree.left.left.left)
print(tree.left.left.left.left)
