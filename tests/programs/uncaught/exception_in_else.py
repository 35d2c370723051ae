try:
    value = int("5")
except ValueError:
    print("not reached")
else:
    raise RuntimeError(f"else has {value}")
finally:
    print("finally")
