def show(code):
    l = list(range(10))
    exec(code)
    print(code, "->", l)


for code in ("l[2:5] = []", "l[2:5] = 'ab'", "l[2:5] = [1] * 6", "l[:] = ()", "l[5:2] = ['x']", "l[2:2] = [7, 8]",
    "l[100:] = [1]", "l[-100:1] = [1, 2]", "l[::2] = 'abcde'", "l[::-1] = range(10)", "l[8:2:-2] = 'xyz'",
    "l[1::4] = [0, 0, 0]", "l[:] = l", "l[3:6] = l", "l[::3] = l[::3]", "l[::-1] = l", "del l[2:5]", "del l[::2]",
    "del l[::-3]", "del l[:]", "del l[5:1]", "del l[1:9:3]", "del l[-1:]", "l[1:3] = {5: 6}",
    "l[2:4] = (i for i in range(3))", "l[0:0] = ['start']", "l += l[:2]", "l *= 0", "l[5:5:-1] = []",
    "l[-2:-5:-1] = [1, 2, 3]"):
    show(code)
l = [1, 2, 3]
print(l[slice(None)], l[slice(0, 2)], l[slice(None, None, 2)], l[True:], l[:None])
