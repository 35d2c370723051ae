def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def four(a, b, c, d): pass
def optional(a, b, c=1): pass
def stars(a, b, *rest): pass
def words(a, *, b, **others): pass


def attempt(function, *args, **kwargs):
    try:
        function(*args, **kwargs)
        print("called", function.__name__)
    except TypeError as error:
        print(error)


attempt(one)
attempt(two)
attempt(two, 1)
attempt(three)
attempt(three, 1)
attempt(three, b=1)
attempt(four)
attempt(four, b=2)
attempt(optional)
attempt(optional, c=1)
attempt(stars)
attempt(stars, b=1)
attempt(words)
attempt(words, b=1)
attempt(words, 1)
attempt(none, 1)
attempt(none, 1, 2)
attempt(one, 1, 2)
attempt(two, 1, 2, 3)
attempt(optional, 1, 2, 3, 4)
attempt(optional, 1, 2, 3, 4, 5)
attempt(words, 1, 2, b=3)
attempt(none, x=1)
attempt(one, 1, a=2)
attempt(one, b=2)
attempt(two, 1, 2, c=3, d=4)
