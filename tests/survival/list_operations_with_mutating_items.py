# Every operation of lists, while comparing, converting or showing an item changes the list.
class Item:
    def __init__(self, n): self.n = n
    def act(self):
        global depth, left
        left -= 1
        if not depth and left > 0:
            depth += 1
            try:
                change()
            finally:
                depth -= 1
    def __eq__(self, other):
        self.act()
        return self is other
    def __lt__(self, other):
        self.act()
        return self.n < getattr(other, "n", 0)
    __gt__ = __le__ = __ge__ = __lt__
    __hash__ = object.__hash__
    def __repr__(self):
        self.act()
        return "I"
    def __index__(self):
        self.act()
        return self.n
    def __add__(self, other):
        self.act()
        return 1
    __radd__ = __add__
    def __bool__(self):
        self.act()
        return True
    def __iter__(self):
        self.act()
        return iter([1, 2])
    def __length_hint__(self):
        self.act()
        return 3
    def __del__(self):
        self.act()


depth = left = ended = 0
changes = (lambda: target.clear(), lambda: target.append(Item(1)), lambda: target and target.pop(), lambda: target.__setitem__(slice(None), [Item(2)] * 40), lambda: target.reverse(), lambda: target.__delitem__(slice(0, None, 2)), lambda: target.__init__(), lambda: target.insert(0, Item(7)), lambda: 1 // 0)
operations = (
    lambda: target.index(Item(9)), lambda: target.count(Item(9)), lambda: target.remove(Item(9)), lambda: Item(9) in target, lambda: target == [Item(i) for i in range(8)], lambda: target < [Item(i) for i in range(9)], lambda: target.sort(), lambda: target.sort(reverse=True), lambda: target.sort(key=lambda i: i.n or i.act()),
    lambda: repr(target), lambda: str(target), lambda: f"{target}", lambda: target[Item(3)], lambda: target[Item(1):Item(6)], lambda: target.__setitem__(Item(3), 1), lambda: target.__setitem__(slice(Item(1), Item(6)), [1, 2, 3]), lambda: target.__setitem__(slice(Item(1), Item(6), Item(2)), [1, 2, 3]), lambda: target.__delitem__(Item(3)), lambda: target.__delitem__(slice(Item(1), Item(6), Item(2))),
    lambda: target.pop(Item(2)), lambda: target.insert(Item(2), 5), lambda: target * Item(3), lambda: target.__imul__(Item(3)), lambda: target.extend(Item(1)), lambda: target.__iadd__(Item(1)), lambda: target.__setitem__(slice(0, 2), Item(1)), lambda: sum(target, 0), lambda: max(target), lambda: min(target), lambda: sorted(target), lambda: any(not x for x in target), lambda: all(target),
    lambda: list(map(bool, target)), lambda: [*target, *target[0]], lambda: tuple(target), lambda: set(target), lambda: dict.fromkeys(target), lambda: dict(target), lambda: "".join(target), lambda: bytes(target), lambda: bytearray(target), lambda: list(reversed(target)), lambda: list(zip(target, target)), lambda: list(enumerate(target)), lambda: (lambda *a: a)(*target), lambda: exec("a, *b = target; a, b = b[0]", globals()), lambda: target.__init__(Item(1)), lambda: [target.pop() for x in target], lambda: target.extend(target), lambda: target.extend(x for x in target[:3] if not target.act), lambda: print(end="", *target[:0]), lambda: "%s %s" % tuple(target[:2]),
)
for place, operation in enumerate(operations):
    for action in changes:
        change = lambda: None
        target = [Item(i) for i in range(8)]
        change, left = action, 30
        try:
            operation()
        except (IndexError, ValueError, RuntimeError, TypeError, ZeroDivisionError, AttributeError, SystemError):
            pass
        change = lambda: None
        len(target), list(target)
        ended += 1
target = None
print(ended)
print("survived")
