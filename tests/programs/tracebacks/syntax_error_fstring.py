value = 5
print(f"{value!x}")
