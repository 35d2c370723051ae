def configure(*, verbose=False, colour=None):
    return verbose, colour


print(configure(verbose=True))
print(configure(verbos=True))
