count = 1
print(cuont + 1)
