try:
    raise ExceptionGroup("work", [ValueError("v"), TypeError("t")])
except* ValueError as group:
    raise KeyError("while handling")
