n = 0
while n < 10:
    n += 1
    if n == 3:
        continue
    if n == 7:
        break
    print(n)
else:
    print("no break")
while n > 5:
    n -= 1
else:
    print("done", n)
i = 0
while i < 3:
    j = 0
    while True:
        if j >= i:
            break
        print(i, j)
        j += 1
    i += 1
