# dis: -P
# Positions of a call over several lines, a comprehension, an exception handler.
def f(
    a,
    b=[
        1,
        2,
    ],
):
    try:
        return g(
            a,
            *b
        ).h[
            a:b
        ]
    except (
        A,
        B
    ) as c:
        return [
            x
            for x in c
            if x
        ]
