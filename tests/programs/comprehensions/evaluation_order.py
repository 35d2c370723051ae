def show(x):
    print(x, end=" ")
    return x


print([show(i) for i in show([1, 2])])
print({show("k" + str(i)): show("v" + str(i)) for i in range(2)})
print([(show(i), show(j)) for i in show([1, 2]) for j in show([3])])
print({show(i) for i in range(2) if show(i + 10)})
g = (show(i) for i in show([1]))
print("made")
print(list(g))
try:
    [show(1 / i) for i in (1, 0, 2)]
except ZeroDivisionError as error:
    print(error)
try:
    [i for i in show(5)]
except TypeError as error:
    print(error)
try:
    {[]: 1 for _ in [1]}
except TypeError as error:
    print(error)
print([i for i in range(3) if show(i) or show("zero")])
