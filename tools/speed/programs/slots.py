class Cell:
    __slots__ = ("value", "next")

    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class Tally(Cell):
    __slots__ = ("count",)

    def __init__(self, value):
        Cell.__init__(self, value)
        self.count = 0

    def add(self):
        self.count += 1
        self.value ^= self.count


def build(n):
    head = None
    for i in range(n):
        head = Cell(i, head)
    return head


def reverse(cell):
    done = None
    while cell:
        cell.next, done, cell = done, cell, cell.next
    return done


def total(cell):
    result = 0
    while cell is not None:
        result += cell.value
        cell = cell.next
    return result


chain = build(200_000)
results = []
for _ in range(20):
    chain = reverse(chain)
    results.append(total(chain) + chain.value)
tally = Tally(7)
for _ in range(1_500_000):
    tally.add()
print(sum(results), tally.count, tally.value)
