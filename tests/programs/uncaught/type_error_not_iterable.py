def pairs(n):
    for a, b in n:
        print(a, b)


pairs([(1, 2)])
pairs(12)
