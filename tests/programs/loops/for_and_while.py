for i in range(5):
    if i == 1:
        continue
    if i == 4:
        break
    print(i, end=" ")
else:
    print("never")
print(i)
for _ in []:
    pass
else:
    print("else of an empty loop")
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print("n", n)
else:
    print("while else")
for i in range(3):
    for j in range(3):
        if j == i:
            break
        print(i, j, end=";")
    else:
        print("inner else", i)
        continue
    if i == 2:
        break
else:
    print("outer else")
print()
while True:
    for k in range(10):
        if k == 3:
            break
    else:
        continue
    break
print(k)
for a, (b, *c) in [(1, (2, 3, 4)), (5, "xyz")]:
    print(a, b, c)
l = [0, 0]
for l[0] in range(3): pass
print(l)
