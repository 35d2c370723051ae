view = memoryview(b"abcabc")


def show(*args):
    try:
        print(view.index(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


show(98)
show(98, 2)
show(98, -3, 100)
show(98, 2, 4)
show(98, None, None)
show(98, "a")
show(1)
show("a")
show()
print(view.count(97), view.count("a"))
