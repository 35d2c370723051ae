import sys


def call():
    return print(
        1,
        2,
        undefined,
    )


def operation():
    return (
        1
        + 2
        + "three"
        + 4
    )


def subscript():
    return {
        "a": 1,
    }[
        "b"
    ]


def chained():
    return (
        "text"
        .upper()
        .missing()
        .lower()
    )


def wrong_arguments():
    return len(
        [1],
        [2],
    )


def long_call():
    return int(
        "a"
        "b"
        "c",
        base=10,
    ) + 1


for function in (call, operation, subscript, chained, wrong_arguments, long_call):
    try:
        function()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
