class Lines:
    def __init__(self, lines): self.lines = list(lines)
    def __iter__(self): return self

    def __next__(self):
        if not self.lines:
            raise EOFError("no more lines")
        return self.lines.pop(0)


for line in Lines("ab"):
    print(line)
