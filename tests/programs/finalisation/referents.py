import gc


class A: pass


a = A()
a.x, a.y = [1], {2}
print(gc.get_referents(a))
many = A()
for i in range(12):
    setattr(many, f"x{i}", [i])
held = gc.get_referents(many)
for one in held:
    if type(one) is list:
        one.append("changed")
print(many.x0, many.x11, len(held))
print(gc.get_referents([1, "a", []]), gc.get_referents((1, "a")), gc.get_referents({"k": "v"}), gc.get_referents({1}), gc.get_referents(5, "a"))
print(gc.get_referents([1], [2]))
for value in 1, [], {}, (), (1,), "a", set(), a, A, len, lambda: 0, range(3), None, type, object(), Exception():
    print(type(value).__name__, gc.is_tracked(value))
gc.set_threshold(100, 5, 5)
print(gc.get_threshold())
