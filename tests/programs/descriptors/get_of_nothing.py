def f(): pass


def show(function, *args):
    try:
        print(function(*args))
    except TypeError as e:
        print(e)


for descriptor in f, classmethod(f), staticmethod(f), property(), int.real, str.join, str.__add__, super(int):
    show(descriptor.__get__, None)
    show(descriptor.__get__, None, None)
fromkeys = dict.__dict__["fromkeys"]
show(fromkeys.__get__, None, int)
show(fromkeys.__get__, 5)
show(fromkeys, 5)
show(fromkeys)
show(fromkeys.__get__(None, dict), "ab")
show(fromkeys.__get__({}), "ab")
