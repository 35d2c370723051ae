def settings(): pass


current = settings()
print(current["colour"]["dark"])
