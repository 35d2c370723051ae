def say(value):
    print(value, end=" ")
    return value


def function(*args, **kwargs):
    return args, kwargs


print(say(1) + say(2) * say(3))
print({say("k1"): say("v1"), say("k2"): say("v2")})
print([say(1), *[say(2)], say(3)])
box = {}
box[say("a")] = say("value")
print()
box[say("x")], box[say("y")] = say("p"), say("q")
print()
print(say(1) < say(2) < say(3))
print(say(3) < say(2) < say(1))
print(say(0) or say(""), say(1) and say(0))
print(say("yes") if say(0) else say("no"))
print(function(say(1), *[say(2)], x=say(3), **{"y": say(4)}))
box["n"] = 1
box[say("n")] += say(5)
print(box["n"])


def target():
    print("target", end=" ")
    return [0, 1, 2]


target()[say(1)] = say("assigned")
print()


def decorate(function):
    print("decorating", function.__name__, end=" ")
    return function


@decorate
def decorated(argument=print("default", end=" ")): pass


del box[say("a")], box[say("x")]
print(sorted(box))
assert say(1), say("never")
print(f"{say(1)}{say(2):>{say(3)}}")
