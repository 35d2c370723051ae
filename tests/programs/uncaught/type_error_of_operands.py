items = ["a", 1, "b"]
text = ""
for item in items:
    text += item
print(text)
