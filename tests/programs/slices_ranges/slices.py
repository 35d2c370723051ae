s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(1, 2) == slice(1, 2, None), s.indices(5),
    slice(None, None, -1).indices(5), slice(-3, None).indices(10), slice(100, -100, -3).indices(8),
    hash(slice(1, 2)) == hash(slice(1, 2)), slice("a", None, [1]), slice(1, 2) < slice(1, 3), {slice(1): 2}[slice(1)])


class Show:
    def __getitem__(self, key): return key


x = Show()
print(x[1], x[1:2], x[:], x[::], x[1:], x[:2], x[::3], x[1, 2], x[1:2, 3], x[1:2, ::3, ...], x[()], x[(1,)], x[None],
    x["a":"b"], x[1:2,], x[*[1, 2], 3], x[-1], x[not 1], x[1 if 0 else 2], x[(y := 5)], x[y:=6], y)
for action in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(1).indices(), lambda: slice(1).indices(-1),
    lambda: slice(1).indices("a"), lambda: slice("a").indices(5), lambda: slice(1, 2, 0).indices(5), lambda: slice(start=1),
    lambda: setattr(slice(1), "start", 2), lambda: slice(1)[0], lambda: hash(slice([])), lambda: slice(1) < 5,
    lambda: len(slice(5))):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
text = "abcdefghij"
for start in (None, 0, 3, -3, 20, -20):
    for step in (None, 1, 2, -1, -2):
        print(text[start::step], text[:start:step], end=" ")
    print()
