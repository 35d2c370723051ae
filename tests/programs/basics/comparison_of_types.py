a = 1
if a < None:
    pass
