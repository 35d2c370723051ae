for line in ["a=1", "b", "c=3=4"]:
    name, value = line.split("=")
    print(name, value)
