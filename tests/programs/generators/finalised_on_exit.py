def resource(name):
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)


kept = resource("kept")
next(kept)


def use():
    local = resource("local")
    next(local)
    print("in use")


use()
for name in resource("loop"):
    pass
a, b = resource("a"), resource("b")
next(b)
next(a)
a = None
print("reassigned")
try:
    next(resource("temporary"))
    raise ValueError
except ValueError:
    print("caught")
print("end of the module")
