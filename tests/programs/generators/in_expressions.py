def g():
    a = (yield 1) + (yield 2)
    b = [(yield 3), (yield 4)]
    c = {"k": (yield 5)}
    d = (yield) or "default"
    e = yield 6, 7
    print(a, b, c, d, e)
    x = yield [(yield 8)]
    print(x)
    return f"{(yield 9)}!"


def drive(generator, values):
    out = [next(generator)]
    try:
        for value in values:
            out.append(generator.send(value))
    except StopIteration as stop:
        out.append(("stop", stop.value))
    return out


print(drive(g(), [10, 20, 30, 40, 50, None, 60, 70, 80, 90]))


def conditional(flag):
    value = (yield "left") if flag else (yield "right")
    return value


print(drive(conditional(True), [1]), drive(conditional(False), [2]))


def call():
    print("called with", (yield), *(yield), **(yield))


try:
    drive(call(), ["a", [1, 2], {"sep": "-"}])
except TypeError as error:
    print(error)


def assigned():
    data = {}
    data[(yield "key")] = yield "value"
    data.setdefault("list", []).append((yield "item"))
    return data


print(drive(assigned(), ["v", "k", "i"]))

try:
    compile("def f():\n    (yield), x = 1, 2", "", "exec")
except SyntaxError as error:
    print(error)
