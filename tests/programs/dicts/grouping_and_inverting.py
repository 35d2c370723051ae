people = [("ann", 30, "paris"), ("bob", 25, "rome"), ("cy", 30, "rome"), ("di", 25, "paris")]
by_age, by_city = {}, {}
for name, age, city in people:
    by_age.setdefault(age, []).append(name)
    by_city[city] = by_city.get(city, 0) + age
print(by_age, by_city, {v: k for k, v in by_city.items()}, dict(sorted(by_age.items())), max(by_city, key=by_city.get))
nested = {}
for name, age, city in people:
    nested.setdefault(city, {}).setdefault(age, set()).add(name)
print(nested, nested["rome"][25] | nested["paris"][30] == {"ann", "bob"}, [c for c, ages in nested.items() if 25 in ages])
merged = {**{"a": 1, "b": 2}, **{"b": 3, "c": 4}}
difference = {k: merged[k] for k in merged.keys() - {"a"}}
print(merged, sorted(difference.items()), {k: [d.get(k) for d in (merged, {"a": 9})] for k in ("a", "c")},
    dict.fromkeys("aab"), [*merged.items()][-1])
counter = {}
for c in "abracadabra":
    counter[c] = counter.get(c, 0) + 1
while counter:
    letter = min(counter, key=lambda k: (-counter[k], k))
    print(letter, counter.pop(letter), end="; ")
print()
