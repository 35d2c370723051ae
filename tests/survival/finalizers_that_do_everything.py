import gc
import sys

seen = []


class Node:
    def __init__(self, what): self.what = what
    def __del__(self): self.what(self)


kept = []
made = 0


def again(node):
    global made
    made += 1
    if made < 1000:
        Node(again)


def collects(node): gc.collect()
def resurrects(node): kept.append(node)
def raises(node): raise ValueError("in a finalizer")
def exits(node): sys.exit(5)
def recurses(node): recurses(node)
def deletes(node): del node.what; node.__dict__.clear()
def changes(node): node.__class__ = Other
def many(node): [Node(lambda n: seen.append(1)) for _ in range(1000)]
def generator(node): next(x for x in (Node(lambda n: seen.append(2)), 1))
def evaluates(node): exec("class A:\n def __del__(self): seen.append(3)\nA()", {"seen": seen})
def disables(node): gc.disable(); gc.enable()
def interrupts(node): raise KeyboardInterrupt


class Other: pass


ignored = []
sys.unraisablehook = lambda info: ignored.append(info.exc_type.__name__)
for what in (again, collects, resurrects, raises, exits, recurses, deletes, changes, many, generator, evaluates, disables, interrupts):
    Node(what)
    cycle = Node(what)
    cycle.me = cycle
    cycle = None
    gc.collect()
    [Node(what) for _ in range(3)]
    {Node(what): Node(what)}
    (lambda n: None)(Node(what))
print(made >= 1000, len(kept), sorted(set(ignored)), seen.count(1) % 1000, 2 in seen, 3 in seen)
kept.clear()
gc.collect()
sys.unraisablehook = lambda info: 1 // 0
Node(raises)
sys.unraisablehook = None
sys.unraisablehook = sys.__unraisablehook__
print("survived")
