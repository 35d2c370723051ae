source = """
def function():
    x = 1
    return x +
"""
exec(source)
