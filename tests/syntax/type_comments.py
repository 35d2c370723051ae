x = 1  # type: int
x = y = []  # type:List[int]
for a in b:  # type: int
    pass
with a as b:  # type: int
    pass
def f(a, b):  # type: (int, str) -> None
    pass
def f(a, b):
    # type: (...) -> None
    pass
def f(
    a,  # type: int
    b=1,  # type: str
    *c,  # type: float
    **d  # type: bytes
):
    pass
x = 1  # type: ignore
y = 2  # type: ignore[attr] because
