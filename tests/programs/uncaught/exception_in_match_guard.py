def handle(command):
    match command:
        case ["add", x, y] if x + y > 0:
            return x + y
        case ["div", x, y] if x / y > 1:
            return x / y


print(handle(["add", 1, 2]))
print(handle(["div", 1, 0]))
