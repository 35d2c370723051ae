data = "日本".encode("utf-8")
print(data[:3].decode())
print(data[:4].decode())
