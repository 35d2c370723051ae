import gc
import weakref


class Node:
    def __init__(self): self.links = []
    def __del__(self): Node.dead += 1


Node.dead = 0
nodes = [Node() for _ in range(2_000)]
for i, node in enumerate(nodes):
    node.links.append(nodes[i - 1])
    node.links.append(node)
refs = [weakref.ref(node, lambda r: calls.append(1)) for node in nodes]
calls = []
del nodes, node
gc.collect()
print(Node.dead, sum(r() is None for r in refs), len(calls) in (0, 2_000))


class Callback:
    pass


c = Callback()
again = []


def callback(ref):
    again.append(weakref.ref(ref_target, lambda r: None) if ref_target else None)
    raise ValueError("in the callback")


ref_target = None
import sys
sys.unraisablehook = lambda info: again.append(type(info.exc_value).__name__)
r = weakref.ref(c, callback)
del c
print(again)
head = None
for _ in range(300_000):
    node = Callback()
    node.next = head
    node.me = node
    head = node
del head, node
gc.collect()
print("collected")
gc.disable()
for _ in range(1_000):
    l = []
    l.append(l)
l = None
print(gc.collect() >= 1_000)
gc.enable()
d = weakref.WeakValueDictionary() if hasattr(weakref, "WeakValueDictionary") else {}
for i in range(100):
    d[i] = Callback()
print(len(d))
for action in (lambda: weakref.ref(5), lambda: weakref.ref([]), lambda: weakref.ref(), lambda: weakref.proxy(Callback()).x):
    try:
        action()
    except (TypeError, ReferenceError) as error:
        print(type(error).__name__)
