# Compiles each of the programs that it is given, again and again: beside what programs do in their loops, compiling them once
# would count for nothing.
import sys

ROUNDS = 30

for name in sys.argv[1:]:
    with open(name, "rb") as file:
        source = file.read()
    for _ in range(ROUNDS):
        try:
            compile(source, name, "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            break
