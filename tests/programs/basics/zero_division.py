x = 1
y = 0
print("before")
z = (x + 1) / y
print("after")
