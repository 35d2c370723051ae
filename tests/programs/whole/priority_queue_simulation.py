class Simulation:
    def __init__(self): self.now, self.events, self.counter, self.log = 0, [], 0, []

    def at(self, delay, action, *args):
        self.events.append((self.now + delay, self.counter, action, args))
        self.counter += 1
        self.events.sort(key=lambda e: e[:2])

    def run(self, until):
        while self.events and self.events[0][0] <= until:
            self.now, _, action, args = self.events.pop(0)
            action(self, *args)
        return self.log


def customer(sim, name):
    sim.log.append((sim.now, name, "arrives"))
    desk.queue.append(name)
    desk.wake(sim)


class Desk:
    busy = False

    def __init__(self): self.queue = []

    def wake(self, sim):
        if not self.busy and self.queue:
            self.busy = True
            name = self.queue.pop(0)
            sim.log.append((sim.now, name, "served"))
            sim.at(len(name), self.done, name)

    def done(self, sim, name):
        self.busy = False
        sim.log.append((sim.now, name, "leaves"))
        self.wake(sim)


desk, sim = Desk(), Simulation()
for t, name in ((0, "ann"), (1, "bartholomew"), (2, "cy"), (20, "d")):
    sim.at(t, customer, name)
for entry in sim.run(15):
    print(*entry)
print(sim.now, desk.queue, len(sim.events), desk.busy)
print(len(sim.run(100)), sim.log[-1])
