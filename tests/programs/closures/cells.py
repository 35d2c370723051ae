def make():
    value = 0

    def get(): return value
    def put(new):
        nonlocal value
        value = new
    def drop():
        nonlocal value
        del value
    return get, put, drop


get, put, drop = make()
put(5)
print(get(), get.__closure__[0].cell_contents, get.__code__.co_freevars, make.__code__.co_cellvars)
print(get.__closure__[0] is put.__closure__[0], len(get.__closure__))
drop()
for action in (get, drop, lambda: get.__closure__[0].cell_contents):
    try:
        action()
    except (NameError, ValueError) as error:
        print(type(error).__name__, error)
put("again")
print(get())
cell = get.__closure__[0]
cell.cell_contents = 42
print(get(), type(cell).__name__)
Cell = type(cell)
print(Cell(1) == Cell(1), Cell(1) < Cell(2), Cell() == Cell(), Cell() < Cell(0))
try:
    Cell().cell_contents
except ValueError as error:
    print(error)
try:
    Cell(1) < 2
except TypeError as error:
    print(error)
try:
    hash(cell)
except TypeError as error:
    print(error)
counters = []
for i in range(3):
    def count(i=i, total=[0]):
        total[0] += i
        return total[0]
    counters.append(count)
print([c() for c in counters for _ in range(2)])
adders = [(lambda n: lambda x: x + n)(n) for n in range(3)]
print([add(10) for add in adders])


def parameter(captured):
    def inner(): return captured
    captured += 1
    return inner


print(parameter(1)())
