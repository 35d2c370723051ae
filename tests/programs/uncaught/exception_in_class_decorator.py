def register(names):
    def decorate(cls):
        names[cls.name] = cls
        return cls
    return decorate


known = {}


@register(known)
class First:
    name = "first"


@register(known)
class Second:
    title = "second"
