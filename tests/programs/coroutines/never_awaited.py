async def forgotten():
    print("does not run")


forgotten()
print("after")
kept = forgotten()
kept.close()
