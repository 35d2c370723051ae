def nothing(): pass
def bare(): return
def several(): return 1, 2, 3
def starred(): return 1, *[2, 3], *"ab"
def nested():
    for i in range(5):
        for j in range(5):
            if i * j == 6:
                return i, j


def through_finally():
    try:
        return "tried"
    finally:
        print("finally runs")


def overridden():
    try:
        return "tried"
    finally:
        return "finally"


def in_loop():
    while True:
        try:
            return "out"
        finally:
            print("leaving")


print(nothing(), bare(), several(), starred(), nested())
print(through_finally(), overridden(), in_loop())
(a, *b), c = (several(), 4)
print(a, b, c)
try:
    compile("return 1", "<x>", "exec")
except SyntaxError as error:
    print(error)
try:
    compile("class A:\n    return 1", "<x>", "exec")
except SyntaxError as error:
    print(error)
