l = [3, 1, 2]
print(l.append(4), l, l.extend("ab"), l, l.insert(0, "first"), l.insert(100, "last"), l.insert(-1, "before last"), l)
print(l.pop(), l.pop(0), l.pop(-2), l, l.remove("a"), l, l.index(1), l.index(2, 1), l.index(4, -2), l.count(1),
    l.copy() is l, l.copy() == l)
print(l.reverse(), l)
l = [3, 1, 2, 9]
print(l.sort(), l, l.sort(reverse=True), l, l.sort(key=lambda n: n % 3), l, l.clear(), l)
l.extend(range(3)); l.extend([]); l.extend({9: 1}); l.extend(l)
print(l, l.__len__(), l.__contains__(9), l.__getitem__(1), l.__getitem__(slice(1, 3)), l.__add__([1]), l.__mul__(0),
    l.__iadd__((7,)), l.__eq__([]), l.__lt__(5), list.__hash__, l.__reversed__().__next__(), l.__sizeof__() > 0)
for action in (lambda: l.append(), lambda: l.append(1, 2), lambda: l.extend(), lambda: l.extend(5), lambda: l.insert(1),
    lambda: l.insert("a", 1), lambda: [].pop(), lambda: l.pop(100), lambda: l.pop("a"), lambda: l.pop(1, 2),
    lambda: l.remove("zz"), lambda: l.remove(), lambda: l.index("zz"), lambda: l.index(), lambda: l.index(0, "a"),
    lambda: l.count(), lambda: l.copy(1), lambda: l.clear(1),
               lambda: l.reverse(1), lambda: l.sort(1), lambda: l.sort(key=5), lambda: l.sort(keys=1),
               lambda: l.sort(reverse="x"), lambda: l.sort(key=lambda: 0), lambda: [1, "a"].sort(),
               lambda: [None, None].sort(), lambda: l.extend(None), lambda: list(5), lambda: list(1, 2), lambda: list(a=1),
               lambda: [].append(x=1), lambda: l.sort(reverse=None), lambda: list.append(), lambda: list.append((), 1),
               lambda: hash([]), lambda: l.add(1)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
