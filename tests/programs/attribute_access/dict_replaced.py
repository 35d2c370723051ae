class Bag: pass


bag = Bag()
bag.a = 1
bag.__dict__ = {"b": 2, "c": 3}
print(bag.b, hasattr(bag, "a"), bag.__dict__)
shared = bag.__dict__
other = Bag()
other.__dict__ = shared
other.d = 4
print(bag.d, bag.__dict__ is shared)
shared["e"] = 5
print(bag.e, other.e)
del bag.__dict__
print(bag.__dict__, other.e)
for value in (5, None, [], Bag.__dict__):
    try:
        bag.__dict__ = value
    except TypeError as error:
        print(error)


class Sub(dict): pass


bag.__dict__ = Sub(x=1)
print(bag.x, type(bag.__dict__).__name__)
bag.__dict__["a b"] = "spaced"
print(getattr(bag, "a b"), sorted(vars(bag)))
for i in range(50):
    setattr(bag, f"n{i}", i)
print(len(vars(bag)), bag.n49)
for i in range(50):
    delattr(bag, f"n{i}")
print(sorted(vars(bag)))
bag.__dict__.clear()
print(vars(bag))
try:
    vars(5)
except TypeError as error:
    print(error)
try:
    vars(1, 2)
except TypeError as error:
    print(error)
