class Event:
    def __init__(self): self.handlers = []
    def __iadd__(self, handler): self.handlers.append(handler); return self
    def __isub__(self, handler): self.handlers.remove(handler); return self
    def __call__(self, *args, **kwargs): return [handler(*args, **kwargs) for handler in self.handlers]
    def __len__(self): return len(self.handlers)
    def __set_name__(self, owner, name): self.name = name


class Button:
    def __init__(self, label): self.label, self.clicked = label, Event()
    def click(self, times=1): return [self.clicked(self, n) for n in range(times)]


log = []


def first(sender, n): log.append((sender.label, n)); return "first"


class Listener:
    def __init__(self, name): self.name = name
    def heard(self, sender, n): return f"{self.name} heard {sender.label} {n}"


b = Button("ok")
b.clicked += first
listener = Listener("L")
b.clicked += listener.heard
b.clicked += lambda sender, n: n * 10
print(b.click(2), log, len(b.clicked))
b.clicked -= listener.heard
print(b.click())
try:
    b.clicked -= print
except ValueError as error:
    print(error)
b.clicked += "not callable"
try:
    b.click()
except TypeError as error:
    print(error)
