FUNCTIONS = [eval, exec, compile, __import__, __build_class__]
ARGUMENTS = [(), (None,), (5,), ("a",), (b"a",), ([1],), (1.5,), ((1, 2),), ({"k": "v"},), (len,), (1, 2), ("a", "b"),
    ([3, 1], None), (int, 5), (1, 2, 3), ("x", "y", "z"), (1, 2, 3, 4, 5, 6, 7)]


def describe(value):
    text = repr(value)
    return type(value).__name__ if " at 0x" in text or isinstance(value, list) and len(value) > 20 else text


for function in FUNCTIONS:
    for arguments in ARGUMENTS:
        try:
            print(function.__name__, len(arguments), describe(function(*arguments)))
        except Exception as error:
            print(function.__name__, len(arguments), type(error).__name__, str(error).split(" at 0x")[0])
    try:
        print(function.__name__, "keyword", describe(function(unknown_keyword=1)))
    except Exception as error:
        print(function.__name__, "keyword", type(error).__name__, error)
