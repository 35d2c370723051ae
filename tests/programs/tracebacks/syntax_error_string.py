name = "text without an end
print(name)
