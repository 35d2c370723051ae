class Node:
    def __init__(self): self.parent = None
    def __repr__(self): return f"Node({self.parent!r})"


node = Node()
node.parent = node
repr(node)
