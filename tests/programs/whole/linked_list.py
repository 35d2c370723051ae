class Node:
    __slots__ = "value", "next"
    def __init__(self, value, next=None): self.value, self.next = value, next


class LinkedList:
    def __init__(self, items=()):
        self.head, self.size = None, 0
        for item in reversed(list(items)):
            self.push(item)

    def push(self, value):
        self.head = Node(value, self.head)
        self.size += 1

    def pop(self):
        if self.head is None:
            raise IndexError("pop from an empty list")
        value, self.head = self.head.value, self.head.next
        self.size -= 1
        return value

    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next

    def __len__(self): return self.size
    def __repr__(self): return f"LinkedList({list(self)})"

    def __getitem__(self, index):
        if isinstance(index, slice):
            return LinkedList(list(self)[index])
        if index < 0:
            index += self.size
        for i, value in enumerate(self):
            if i == index:
                return value
        raise IndexError(index)

    def reverse(self):
        before, node = None, self.head
        while node:
            node.next, before, node = before, node, node.next
        self.head = before
        return self

    def __add__(self, other): return LinkedList([*self, *other])
    def __eq__(self, other): return list(self) == list(other)
    def __contains__(self, value): return any(v == value for v in self)


l = LinkedList("abc")
l.push("z")
print(l, len(l), l[0], l[-1], l[1:3], "b" in l, l.reverse(), l.pop(), l + [1], l == LinkedList("cba"), [*l], max(l),
    sorted(l))
for bad in (lambda: l[10], lambda: LinkedList().pop(), lambda: hash(l), lambda: l["a"]):
    try:
        bad()
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
