from_to = {}


def transition(source, target, on):
    def decorate(function):
        from_to[source, on] = (target, function)
        return function
    return decorate


class Door:
    def __init__(self): self.state, self.log = "closed", []

    @transition("closed", "open", on="push")
    def creak(self): self.log.append("creak")

    @transition("open", "closed", on="pull")
    def slam(self): self.log.append("slam")

    @transition("closed", "locked", on="turn key")
    @transition("locked", "closed", on="turn key")
    def click(self): self.log.append("click")

    def send(self, event):
        try:
            self.state, action = from_to[self.state, event]
        except KeyError:
            raise ValueError(f"a {self.state} door ignores {event!r}") from None
        action(self)
        return self.state


door = Door()
print([door.send(e) for e in ("push", "pull", "turn key", "turn key", "push")], door.log)
door.send("pull")
door.send("turn key")
door.send("push")
