class Version:
    def __init__(self, *parts): self.parts = parts
    def __eq__(self, other): return self.parts == other.parts
    def __hash__(self): return 1


versions = {Version(1): "one"}
print(versions[Version(1)])
print(1 in versions)
