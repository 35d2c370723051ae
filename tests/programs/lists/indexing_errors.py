l = [1, 2, 3]
for action in ("l[3]", "l[-4]", "l['a']", "l[1.5]", "l[None]", "l[1, 2]", "l[[]]", "l[::0]", "l['a':]", "l[1.5:2]",
    "l[10**30]", "l[3] = 1", "l[-4] = 1", "l['a'] = 1", "l[10**30] = 1", "del l[3]", "del l['a']", "l[0:1] = 5",
    "l[::2] = [1]", "l[::2] = 5", "l[::-1] = [1, 2]", "l[0:1] = None", "l[::0] = []", "del l[::0]", "[] + ()", "[] + 5",
    "[1] * 'a'", "[1] * 1.5", "[1] * []", "[] < 5", "[] < ()", "l[1][0]", "l[0].append(1)", "l()", "l.x", "l[()]",
    "del l[10**30]", "l[True:'x']", "[] - []", "-[]", "[1] in 5", "l[slice(1)]", "l[...]"):
    try:
        exec("print(%s)" % action if "=" not in action.replace("==", "") and not action.startswith("del") else action)
    except Exception as error:
        print(action, "|", type(error).__name__, error)
print(l)
