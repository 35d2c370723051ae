def area(width, *, height, unit="cm", **others):
    return width, height, unit, others


print(area(1, height=2))
print(area(width=1, height=2, unit="m", depth=3))
for call in (
    lambda: area(1),
    lambda: area(1, 2),
    lambda: area(),
    lambda: area(height=1),
    lambda: area(1, 2, height=3),
    lambda: area(1, height=2, width=3),
):
    try:
        print(call())
    except TypeError as error:
        print(type(error).__name__, error)


def two(*, first, second):
    return first - second


print(two(second=1, first=5))
for call in (lambda: two(), lambda: two(first=1), lambda: two(1, 2), lambda: two(1, first=1, second=2),
    lambda: two(first=1, second=2, third=3)):
    try:
        print(call())
    except TypeError as error:
        print(error)


def three(*, a, b, c): pass


try:
    three()
except TypeError as error:
    print(error)
