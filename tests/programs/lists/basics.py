l = [1, "two", [3], None]
print(l, len(l), l[0], l[-1], l[1:3], l[::-1], l[:], l[5:], l[-3:-1], l + [5], [0] * 3, 2 * [1, 2], [] * 5, [1] * -1)
print(list(), list("abc"), list(range(3)), list((1, 2)), list({1: 2}), list(x for x in "ab"), [*range(2), *"cd"], [[]] * 2)
print([1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [1], [2] > [1, 9], [1, 2] != [2, 1], [1] == (1,), 2 in [1, 2],
    5 not in [1])
shared = [[0] * 2] * 2
shared[0][0] = 1
print(shared, [[0] * 2 for _ in range(2)])
l[1] = "changed"
l[-1] = l
print(l, repr(l) == str(l))
a = b = [1]
a = a + [2]
print(a, b)
a = b
a += [2]
print(a, b, a is b)
print(bool([]), bool([0]), [1, [2, [3, [4]]]][1][1][1][0], list.__name__, type([]) is list)
i = 0
x = [10, 20, 30]
x[i], i = 5, 2
print(x, i)
del x[0], x[-1]
print(x)
