d = {"a": 1, "b": 2, "c": 3}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 9), d.setdefault("d", 4), d.setdefault("e"), d.pop("a"),
    d.pop("zz", "default"), d.popitem(), d.popitem(), d)
print(d.update({"b": 20}, x=1), d, d.update([("y", 2)], z=3), d, d.update(a=0), d.copy() == d, d.copy() is d, d.update(),
    len(d))
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict.fromkeys({}, 1), {}.fromkeys(range(2), [])), d.clear(), d
d = {i: i * i for i in range(5)}
print(list(reversed(d)), list(reversed(d.values())), list(reversed(d.items())), d.keys(), d.values(), d.items(),
    list(d.keys() & {1, 2, 9}), sorted(d.keys() | {9}), sorted(d.items() & {(1, 1)}), d.keys() - {0, 1},
    d.keys() == {0, 1, 2, 3, 4}, d.keys().isdisjoint([7]), sorted(d.keys() ^ {0, 7}), (1, 1) in d.items(),
    (1, 2) in d.items(), 16 in d.values(), d.keys() <= {0, 1, 2, 3, 4, 5}, len(d.items()), d.keys().mapping[1])
k = d.keys()
d["new"] = 1
print(k, len(k), "new" in k, d.__contains__("new"), d.__len__(), d.__getitem__("new"), d.__eq__({}),
    d.__or__({"q": 1})["q"], d.__sizeof__() > 0)
d |= {"m": 1}
d |= [("n", 2)]
print(d, dict(a=1).items() == {"a": 1}.items(), [k for k in d if k == "m"], type(k).__name__, type(d.items()).__name__,
    type(d.values()).__name__, type(iter(d)).__name__, type(iter(d.items())).__name__)
