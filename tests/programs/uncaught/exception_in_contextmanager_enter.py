class Lock:
    held = False

    def __enter__(self):
        if self.held:
            raise RuntimeError("deadlock")
        Lock.held = True

    def __exit__(self, *info):
        print("released", info[0])


with Lock():
    with Lock():
        print("not reached")
