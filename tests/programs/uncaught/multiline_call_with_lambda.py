def apply(function, *arguments):
    return function(
        *arguments
    )


print(apply(lambda a, b: a + b, 1, 2))
print(
    apply(
        lambda a, b:
            a +
            b,
        1,
        "2",
    )
)
