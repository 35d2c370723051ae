class Index:
    def __init__(self, action): self.action = action
    def __index__(self):
        self.action()
        return 1


def fresh():
    l[:] = list(range(10))


l = []


def attempt(action):
    fresh()
    try:
        print(action(), l)
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error, l)


clear = Index(lambda: l.clear())
attempt(lambda: l[clear])
attempt(lambda: l.pop(clear))
attempt(lambda: l.insert(clear, 5))
attempt(lambda: l.__setitem__(clear, 5))
attempt(lambda: l.__delitem__(clear))
attempt(lambda: l[clear:clear])
attempt(lambda: l[clear::clear])
attempt(lambda: l.__setitem__(slice(clear, None), [1, 2]))
attempt(lambda: l.__setitem__(slice(clear, None, 2), [1]))
attempt(lambda: l.__delitem__(slice(clear, None, clear)))
attempt(lambda: l * clear)
attempt(lambda: l.__imul__(clear))
attempt(lambda: l.index(1, clear))
attempt(lambda: l.index(1, 0, clear))
attempt(lambda: l.__init__(l))
attempt(lambda: l.__init__(l.clear() or [1]))
attempt(lambda: l.extend(l))
attempt(lambda: l.__init__(x for x in l))


class Del:
    def __del__(self): l.append("from __del__")


fresh()
l[:] = [Del(), Del(), Del()]
l.clear()
print(l)
l[:] = [Del(), 1, Del()]
l[:] = []
print(l)
l[:] = [Del()]
l.__init__()
print(l)
l[:] = [Del(), 2]
del l[0]
l[0] = Del()
l[0] = 5
l.pop()
print(l)
