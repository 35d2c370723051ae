def f(x):

    # a comment

    y = (
        # inside the expression
        x

        .upper()  # fine

        .nothing()  # not fine
    )
    return y


f("text")
