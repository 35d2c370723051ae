def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class Item:
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        action()
        return self.n < other.n


for name in ("clear", "append", "extend", "pop", "sort", "reverse", "del", "slice", "copy", "repeat"):
    items = [Item(-n % 7) for n in range(20)]

    def action():
        match name:
            case "clear": items.clear()
            case "append": items.append(1)
            case "extend": items.extend([1, 2])
            case "pop": items.pop()
            case "sort": items.sort()
            case "reverse": items.reverse()
            case "del": del items[:]
            case "slice": items[:] = [1, 2, 3]
            case "copy": list(items)
            case "repeat": items.__imul__(2)

    print(name, end=" ")
    attempt(lambda: items.sort())
    print(len(items))
    items = list(range(20))

    def key(x):
        action()
        return -x

    print(name, end=" ")
    attempt(lambda: items.sort(key=key))
    print(len(items))
values = list(range(10))
attempt(lambda: values.sort(key=lambda x: values.clear() or x))
values = list(range(10))
attempt(lambda: values.sort(key=lambda x: 1 // (x - 5)))
print(values)
attempt(lambda: values.sort(key=lambda x: values.sort(key=lambda y: y)))
attempt(lambda: sorted([3, "a", 1]))
attempt(lambda: min([Item(1), Item(2)], key=lambda i: (_ for _ in ()).throw(KeyError("k"))))
calls = []


class Dies:
    def __lt__(self, other):
        calls.append(1)
        if len(calls) > 5:
            raise RuntimeError("enough")
        return True


attempt(lambda: [Dies() for _ in range(100)].sort())
