print("this line does not run")


def broken(:
    pass
