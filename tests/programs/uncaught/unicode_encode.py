text = "naïve café"
print(text.encode("latin-1"))
print(text.encode("ascii"))
