def accumulator():
    total = 0
    history = []
    while True:
        command = yield total
        match command:
            case None: continue
            case "reset": total = 0
            case ("undo", n):
                for _ in range(min(n, len(history))):
                    total -= history.pop()
            case int() | float():
                total += command
                history.append(command)
            case "stop": return history
            case other: raise ValueError(f"unknown command {other!r}")


a = accumulator()
print(next(a), a.send(5), a.send(2.5), next(a), a.send(("undo", 1)), a.send(10), a.send("reset"))
try:
    a.send("stop")
except StopIteration as stop:
    print(stop.value)
b = accumulator()
next(b)
try:
    b.send([1])
except ValueError as error:
    print(error)
print(next(b, "finished"))
