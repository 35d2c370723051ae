# __del__ comes before the weak references to an object are cleared, and may save it.
import _weakref
import gc


class Thing:
    def __init__(self, name): self.name = name
    def __repr__(self): return f"Thing({self.name!r})"
    def __del__(self): print("del", self.name, reference is not None and reference() is self)


reference = None
thing = Thing("plain")
reference = _weakref.ref(thing, lambda dead: print("callback", dead is reference, dead()))
del thing
print(reference())


class Saved(Thing):
    def __del__(self):
        global saved
        print("saving", reference() is self)
        saved = self


thing = Saved("saved")
reference = _weakref.ref(thing, lambda dead: print("callback of saved"))
del thing
print(saved, reference() is saved, _weakref.getweakrefcount(saved))
del saved
print(reference())


class Node:
    def __init__(self, name): self.name, self.next = name, None
    def __del__(self): print("node", self.name)


a, b = Node("a"), Node("b")
a.next, b.next = b, a
references = [_weakref.ref(a, lambda dead: print("a is gone")), _weakref.ref(b, lambda dead: print("b is gone"))]
del a, b
print([reference() is None for reference in references])
gc.collect()
print([reference() is None for reference in references])

several = Thing("several")
reference = _weakref.ref(several)
callbacks = [_weakref.ref(several, lambda dead, i=i: print("callback", i)) for i in range(3)]
print(_weakref.getweakrefcount(several), len(_weakref.getweakrefs(several)))
several = None
print([callback() for callback in callbacks])

values = [1, "a", (), [], {}, None, object(), lambda: 0, int, len, set(), frozenset(), range(1), 1.5, memoryview(b""), bytearray()]
for value in values + [iter([]), (i for i in ()), slice(1), property(), Thing, print, [].append, Exception()]:
    try:
        print(type(value).__name__, _weakref.ref(value)() is value)
    except TypeError as error:
        print(error)
