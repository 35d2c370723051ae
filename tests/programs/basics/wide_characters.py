print("日本" + 1)
