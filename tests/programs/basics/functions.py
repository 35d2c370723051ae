def f():
    x = 5
    if x > 3:
        return x * 2
    return


def g():
    global total
    total = f() + 1
    print("in g", total)


total = 0
print(f(), g(), total)
