deep = ValueError("core")
for level in range(14):
    deep = ExceptionGroup(f"level {level}", [deep])
raise ExceptionGroup("wide and deep", [ValueError(n) for n in range(20)] + [deep])
