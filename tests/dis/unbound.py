# Locals that may not be bound are loaded with a check.
def unb():
    if a: x = 1
    print(x); print(x)
    del x
    print(x)
    for y in a: pass
    print(y)
    try: z = 1
    except: pass
    print(z)
    with a: w = 1
    print(w)
    while b:
        v = 1
    print(v)
    import os
    os
    [q for q in a]
    print(q)


def dele():
    del a
    x = 1
    del x
    def f(): return y
    y = 1
    del y
