try:
    1 / 0
except ZeroDivisionError:
    raise SystemExit("context is not shown")
