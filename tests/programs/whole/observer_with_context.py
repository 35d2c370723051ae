stack = []


class Indent:
    level = 0

    def __init__(self, title): self.title = title

    def __enter__(self):
        print("  " * Indent.level + self.title + " {")
        Indent.level += 1
        stack.append(self.title)
        return self

    def __call__(self, *words): print("  " * Indent.level, *words, sep="" if len(words) == 1 else " ")

    def __exit__(self, kind, error, trace):
        Indent.level -= 1
        stack.pop()
        print("  " * Indent.level + "}" + (f" # {kind.__name__}: {error}" if kind else ""))
        return kind is ValueError


def recurse(n):
    with Indent(f"level {n}") as say:
        if n == 0:
            raise ValueError("bottom")
        say("before")
        recurse(n - 1)
        say("after", n)


recurse(3)
with Indent("a") as a, Indent("b") as b:
    a("in", *stack)
print(stack, Indent.level)
with Indent("last"):
    recurse(0)
    with Indent("fatal"):
        {}["gone"]
