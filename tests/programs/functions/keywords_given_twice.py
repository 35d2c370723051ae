# A keyword that two mappings give is named in the error, even where it is no string.
def function(**names):
    return names


class Loud:
    def __str__(self):
        raise ValueError("no text")


loud = Loud()
for first, second in (({"a": 1}, {"a": 2}), ({1: 3}, {1: 5}), ({None: 1}, {None: 2}), ({loud: 1}, {loud: 2}), ({"a": 1}, {2: 2})):
    try:
        print(function(**first, **second))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
