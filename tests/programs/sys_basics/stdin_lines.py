import sys

print(repr(input()), repr(input("prompt> ")))
print(repr(sys.stdin.readline()), repr(sys.stdin.read(4)), repr(sys.stdin.readline()))
for line in sys.stdin:
    print("line", repr(line))
    if line == "stop\n":
        break
print(sys.stdin.readlines(), repr(sys.stdin.read()), repr(sys.stdin.readline()))
try:
    input("nothing left: ")
except EOFError as error:
    print(type(error).__name__, error)
try:
    input(1, 2)
except TypeError as error:
    print(error)
