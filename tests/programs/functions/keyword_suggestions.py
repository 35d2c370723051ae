def render(width, height=1, *, colour="red", background=None):
    return width, height, colour, background


for keywords in ({"colur": 1}, {"Width": 1}, {"heigth": 1}, {"zzz": 1}, {"background_": 1}, {"backround": 2, "colur": 1}):
    try:
        render(1, **keywords)
    except TypeError as error:
        print(error)


class Point:
    def __init__(self, first, second=0):
        pass

    def move(self, distance):
        pass


for call in (
    lambda: Point(frist=1),
    lambda: Point(1, secnd=2),
    lambda: Point(1).move(distanse=1),
    lambda: Point(1).move(1, 2),
    lambda: Point.move(),
    lambda: Point(),
    lambda: Point(1).move(),
    lambda: (lambda name: 0)(nane=1),
):
    try:
        call()
    except TypeError as error:
        print(error)
