values = {"int": 1, "float": 1.5, "str": "a", "list": [], "none": None, "dict": {}, "tuple": ()}
for name, value in values.items():
    for operator in ("+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "@="):
        scope = {"x": value, "y": object}
        try:
            exec(f"x {operator} y", scope)
            print(name, operator, scope["x"])
        except TypeError as error:
            print(error)
