d = {}
for i in range(1000):
    d[i * 7919 % 1009] = i
print(len(d), list(d)[:5], sum(d), sum(d.values()))
for i in range(0, 1009, 2):
    d.pop(i, None)
print(len(d), list(d)[:5], all(k % 2 for k in d))
for i in range(50):
    d[f"s{i}"] = i
    d[i, i] = -i
print(len(d), list(d)[-3:], d["s49"], d[49, 49])
while len(d) > 3:
    d.popitem()
print(d)
d.clear()
for round in range(5):
    for i in range(20):
        d[round, i] = i
    for i in range(19):
        del d[round, i]
print(d)
x = {}
for key in ("one", "two", "three"):
    x[key] = len(x)
x["one"] = "updated keeps its place"
x.pop("two")
x["two"] = "moved to the end"
print(x)
a, b = {"x": 1, "y": 2}, {"y": 2, "x": 1}
print(a == b, list(a) == list(b), str(a) == str(b), dict(sorted(b.items())) == a)
many = {str(i): i for i in range(3000)}
print(all(many[str(i)] == i for i in range(3000)), "3000" in many, list(many)[2999])
