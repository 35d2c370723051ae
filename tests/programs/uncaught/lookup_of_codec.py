print("abc".encode("utf-8"))
print("abc".encode("klingon"))
