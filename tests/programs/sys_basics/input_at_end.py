print(int(input()) + 1)
name = input("name? ")
print("never", name)
