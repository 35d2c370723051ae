class Broken:
    def __repr__(self):
        return self.name.title()


print([Broken()])
