import gc
import weakref


class A:
    def __init__(self, n): self.n = n


a = A(1)
r = weakref.ref(a, lambda ref: print("callback", ref() is None))
p = weakref.proxy(a)
print(r() is a, p.n, weakref.getweakrefcount(a), r == weakref.ref(a), weakref.ref(a) is weakref.ref(a), hash(r) == hash(a),
    type(r).__name__)
del a
print(r(), r == r)
try:
    p.n
except ReferenceError as error:
    print(error)
x = A(1)
x.me = x
r = weakref.ref(x)
del x
print(r() is not None, gc.collect() > 0, r())
d = weakref.WeakValueDictionary()
b = A(2)
d["b"] = b
print(len(d), d["b"].n)
del b
print(len(d), "b" in d)
k = weakref.WeakKeyDictionary()
b = A(3)
k[b] = "value"
print(len(k), k[b])
del b
print(len(k))
s = weakref.WeakSet()
b = A(4)
s.add(b)
print(len(s), b in s)
del b
print(len(s))
f = A(5)
weakref.finalize(f, print, "finalised", 5)
del f
for thing in (5, "a", [], {}, (), None, object()):
    try:
        weakref.ref(thing)
        print("allowed")
    except TypeError as error:
        print(error)
print(gc.isenabled(), gc.is_tracked([]), gc.is_tracked(5), gc.disable(), gc.isenabled(), gc.enable())
