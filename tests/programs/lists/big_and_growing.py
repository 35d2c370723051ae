l = []
for i in range(1000):
    l.append(i)
    if i % 3 == 0:
        l.insert(0, -i)
    if i % 7 == 0:
        l.pop()
print(len(l), sum(l), l[:5], l[-5:])
while len(l) > 10:
    l.pop(len(l) // 2)
    del l[-1]
print(l)
grid = [[x * y for x in range(5)] for y in range(5)]
print(grid, [list(row) for row in zip(*grid)] == grid, sum(map(sum, grid)))
stack = []
for token in "3 4 + 2 * 7 /".split():
    if token.isdigit():
        stack.append(int(token))
    else:
        b, a = stack.pop(), stack.pop()
        stack.append({"+": a + b, "*": a * b, "/": a / b}[token])
print(stack)
queue = [1]
for _ in range(20):
    queue.append(queue.pop(0) + len(queue))
    queue.insert(1, queue[-1] % 7)
print(queue)
nested = []
for i in range(5):
    nested = [nested, i]
print(nested)
l = list(range(100))
l[10:90:3] = [0] * len(range(10, 90, 3))
print(sum(l), l.count(0))
