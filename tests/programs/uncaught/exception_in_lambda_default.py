handlers = {
    "up": lambda y: y + 1,
    "down": lambda y, step=[][0:1]: y - step[0],
}
print(handlers["up"](1))
print(handlers["down"](1))
