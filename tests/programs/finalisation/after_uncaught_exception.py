class D:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)


def work():
    local = D("local")
    raise ValueError("uncaught")


kept = D("global")
work()
