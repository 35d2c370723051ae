graph = {"A": {"B": 1, "C": 4}, "B": {"C": 2, "D": 6}, "C": {"D": 3}, "D": {"E": 1}, "E": {}, "Z": {}}


def bfs(start):
    seen, queue, order = {start}, [start], []
    while queue:
        node = queue.pop(0)
        order.append(node)
        for other in graph[node]:
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return order


def dfs(node, seen=None):
    seen = seen if seen is not None else set()
    seen.add(node)
    yield node
    for other in graph[node]:
        if other not in seen:
            yield from dfs(other, seen)


def shortest(start, goal):
    best, done = {start: (0, [start])}, set()
    while todo := {k: v for k, v in best.items() if k not in done}:
        node = min(todo, key=lambda k: todo[k][0])
        cost, path = best[node]
        if node == goal:
            return cost, path
        done.add(node)
        for other, step in graph[node].items():
            if other not in best or cost + step < best[other][0]:
                best[other] = cost + step, path + [other]
    raise LookupError(f"no path from {start} to {goal}")


def topological():
    result, marks = [], {}

    def visit(node):
        if marks.get(node) == "temporary":
            raise ValueError("cycle through " + node)
        if node not in marks:
            marks[node] = "temporary"
            for other in graph[node]:
                visit(other)
            marks[node] = "done"
            result.insert(0, node)
    for node in graph:
        visit(node)
    return result


print(bfs("A"), list(dfs("A")), shortest("A", "E"), topological())
try:
    shortest("A", "Z")
except LookupError as error:
    print(error)
graph["E"]["A"] = 1
try:
    topological()
except ValueError as error:
    print(error)
