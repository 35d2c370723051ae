def closing(name):
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print(name, "GeneratorExit")
        raise
    finally:
        print(name, "finally")


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            print("refusing")
            return "value" if False else None


def ignoring():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def returning():
    try:
        yield 1
    except GeneratorExit:
        return "result of close"


g = closing("a")
print(next(g), g.close(), g.close())
del g
g = closing("b")
next(g)
del g
print("deleted")
closing("never started").close()
s = stubborn()
next(s)
print(s.close())
i = ignoring()
next(i)
try:
    i.close()
except RuntimeError as error:
    print(error)
r = returning()
next(r)
print(r.close(), r.close())


def failing():
    try:
        yield
    finally:
        raise ValueError("in finally")


f = failing()
next(f)
try:
    f.close()
except ValueError as error:
    print(error, repr(error.__context__))
for x in closing("loop"):
    print("loop", x)
    break
print("after the loop")
