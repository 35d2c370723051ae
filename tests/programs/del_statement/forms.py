x, y, z = 1, 2, [0, 1, 2, 3, 4]
del x
del (y)
del z[0], z[-1]
print(z)
del z[1:]
print(z)
a = b = c = 1
del a, (b, [c])
d = {"k": {"n": [1, 2]}, "m": 1}
del d["k"]["n"][0], d["m"]
print(d)


class C: attribute = 1


C.other = 2
i = C()
i.x = 5
del C.attribute, C.other, i.x
print(hasattr(C, "attribute"), vars(i))
for source in ("del x", "del d['zz']", "del z[50]", "del i.x", "del C.attribute", "del undefined.x", "del ()", "del []",
    "del z[0][0]", "del d", "del d", "del (1)", "del x + y", "del f(), g", "del 'a'", "del None", "del *a", "del (a := 1)",
    "del a if b else c", "del", "del x,"):
    try:
        exec(source)
        print("deleted", source)
    except Exception as error:
        print(type(error).__name__, error)


def function(p):
    del p
    try:
        return p
    except UnboundLocalError as error:
        return str(error)


print(function(1))
for n in range(2):
    del n
print("n" in globals())
