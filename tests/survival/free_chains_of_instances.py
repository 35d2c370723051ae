N = 500_000


class Plain: pass
class Slotted:
    __slots__ = ("next",)
class Finalised:
    count = 0
    def __del__(self): Finalised.count += 1
class Listed(list): pass
class Mapped(dict): pass
class Tupled(tuple): pass


for cls in (Plain, Slotted, Finalised):
    head = None
    for _ in range(N):
        node = cls()
        node.next = head
        head = node
    del node
    head = None
print(Finalised.count == N)
for make in (lambda v: Listed([v]), lambda v: Mapped(k=v), lambda v: Tupled((v,))):
    value = None
    for _ in range(N):
        value = make(value)
    value = None
first = last = Plain()
for _ in range(N):
    node = Plain()
    node.back = last
    last = node
last = node = None
del first
print("survived")
