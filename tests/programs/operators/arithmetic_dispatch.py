class Left:
    def __add__(self, other): return f"Left+{type(other).__name__}"
    def __sub__(self, other): return NotImplemented
    def __mul__(self, other): return "Left*"
class Right:
    def __radd__(self, other): return f"{type(other).__name__}+Right(r)"
    def __rsub__(self, other): return f"{type(other).__name__}-Right(r)"
    def __rmul__(self, other): return "r*Right"
class Child(Left):
    def __radd__(self, other): return "Child radd first"
    def __rmul__(self, other): return "Child rmul first"
class SameChild(Left): pass


print(Left() + Right(), Left() - Right(), Left() + 1, 1 + Right(), 1 - Right(), Left() + Child(), Left() * Child(),
    Left() + SameChild(), Child() + Left(), 2 * Right())
for action in (lambda: Left() - 1, lambda: Left() - Left(), lambda: Left() / 1, lambda: 1 - Left(), lambda: Right() + 1,
    lambda: [1] + Left(), lambda: Left() ** 2, lambda: pow(Left(), 2, 3), lambda: Left() @ 1, lambda: -Left(),
    lambda: Left() << 1, lambda: divmod(Left(), 1), lambda: Left()[0], lambda: Left() < 1):
    try:
        print(action())
    except TypeError as error:
        print(error)
print(object.__eq__(Left(), 1), Left().__sub__(1), (5).__add__("a"), (1.5).__radd__("a"), "a".__add__.__name__)
