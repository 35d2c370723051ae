import gc
import _weakref


class A:
    pass


# Weak references to what lives on, held by cycles that are collected.
a = A()
for i in range(50):
    cycle = [_weakref.ref(a, lambda reference: None)]
    cycle.append(cycle)
cycle = None
gc.collect()
kept = [_weakref.ref(a, lambda reference: print("callback", reference() is None)) for i in range(3)]
others = [A() for i in range(100)]
for other in others:
    other.me = other
references = [_weakref.ref(other, lambda reference: None) for other in others]
del a, others, other
gc.collect()
print([reference() for reference in references[:3]], kept[0]())


# Cycle and weak reference die together: nobody is called.
def together():
    x = A()
    x.me = x
    x.reference = _weakref.ref(x, lambda reference: print("never"))


together()
print(gc.collect() > 0, gc.isenabled(), len(gc.get_threshold()), gc.garbage)
seen = []
gc.callbacks.append(lambda phase, information: seen.append((phase, sorted(information))))
gc.collect(1)
gc.callbacks.clear()
print(seen)
x = [1]
print(gc.is_tracked(x), gc.is_tracked(1), gc.is_tracked("a"), x in gc.get_referents([x]), any(r is x for r in gc.get_objects()))
holder = {"x": x}
print(any(referrer is holder for referrer in gc.get_referrers(x)))
gc.disable()
print(gc.isenabled())
gc.enable()
try:
    gc.collect(5)
except ValueError as error:
    print(error)


class D:
    def __del__(self): self.was = True


d = D()
print(gc.is_finalized(d))
