group = ValueError("leaf")
for i in range(100_000):
    group = ExceptionGroup(str(i), [group])
raise group
