def reraise():
    raise


reraise()
