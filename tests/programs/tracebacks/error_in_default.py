def compute():
    return [][0]


def function(a, b=1,
             c=compute(),
             *, d=2):
    pass
