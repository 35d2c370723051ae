"the module's docstring"
print("a", 'it\'s', "é日本", "tab\tand\nline")
print()
print("a" == "a", "a" < "b", "a" != 1, "" or "empty")
