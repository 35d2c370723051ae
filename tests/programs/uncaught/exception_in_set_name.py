class Field:
    def __set_name__(self, owner, name):
        raise TypeError(f"{owner.__name__}.{name} is not allowed")


class Model:
    title = Field()
