# Annotations are evaluated by functions of their own, conditional ones too.
x: int
y: list[int] = []
if x:
    z: int
def ann():
    a: int = 1
    b: str
    c.d: int
    e[f]: int
    (g): int = 2
