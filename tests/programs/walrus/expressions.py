if (n := len("hello")) > 3:
    print(n)
while (n := n - 1) > 2:
    print(n, end=" ")
print([y := 1, y ** 2, y + 1], (a := 5) + a, (b := (c := 3) + 1), b, c)
print(f"{(d := 7)}", d, {(k := "key"): k}, (lambda: (e := 9) + e)(), [f for g in range(3) if (f := g * 2)])
print(x := 5 if not n else 6)
print((t := 1, 2), t, (u := (1, 2)), u)


def function(v=(w := 10)):
    return v + w


print(function(), w, (lambda q=(r := 1): q)(), r)
data = iter([1, 2, 0, 3])
while chunk := next(data):
    print("chunk", chunk)
for i in (s := [1, 2]):
    s = i
print(s, [z := i for i in range(3)], z)
match (m := [1, 2]):
    case [p, _] if (o := p + 1) == 2:
        print(m, o)
print((h := print)("called"), h is print, not (j := 0), j)
assert (yes := True), "never"
