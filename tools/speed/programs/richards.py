# An operating system of small tasks that pass packets: attributes, methods, and subclasses that override them.
IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)


class Packet:
    def __init__(self, link, ident, kind):
        self.link, self.ident, self.kind, self.datum, self.data = link, ident, kind, 0, [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, system, ident, priority, queue):
        self.system, self.ident, self.priority, self.queue = system, ident, priority, queue
        self.waiting, self.held = queue is None, False
        system.add(self)

    def runnable(self):
        return not self.held and (not self.waiting or self.queue is not None)

    def take(self):
        packet = self.queue
        if packet is not None:
            self.queue = packet.link
            packet.link = None
        return packet

    def step(self):
        packet = self.take() if self.waiting or self.queue else None
        self.waiting = False
        self.system.steps += 1
        self.run(packet)


class Idle(Task):
    def __init__(self, system, rounds):
        super().__init__(system, IDLE, 0, None)
        self.control, self.rounds, self.waiting = 1, rounds, False

    def run(self, packet):
        self.rounds -= 1
        if self.rounds == 0:
            self.held = True
        elif self.control & 1:
            self.control = self.control >> 1 ^ 0xD008
            self.system.release(DEVICE_B)
        else:
            self.control >>= 1
            self.system.release(DEVICE_A)


class Worker(Task):
    def __init__(self, system, queue):
        super().__init__(system, WORKER, 1000, queue)
        self.target, self.letter = HANDLER_A, 0

    def run(self, packet):
        if packet is None:
            self.waiting = True
            return
        self.target = HANDLER_B if self.target == HANDLER_A else HANDLER_A
        packet.ident, packet.datum = self.target, 0
        for i in range(4):
            self.letter = self.letter % 26 + 1
            packet.data[i] = self.letter
        self.system.send(packet)


class Handler(Task):
    def __init__(self, system, ident, priority, queue):
        super().__init__(system, ident, priority, queue)
        self.work = self.devices = None

    def run(self, packet):
        if packet is not None:
            if packet.kind == "work":
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is None:
            self.waiting = True
        elif work.datum >= 4:
            self.work = work.link
            work.ident = WORKER
            self.system.send(work)
        elif self.devices is None:
            self.waiting = True
        else:
            device = self.devices
            self.devices = device.link
            device.datum = work.data[work.datum]
            work.datum += 1
            device.ident = DEVICE_A if self.ident == HANDLER_A else DEVICE_B
            device.owner = self.ident
            self.system.send(device)


class Device(Task):
    pending = None

    def run(self, packet):
        if packet is not None:
            self.pending = packet
            self.held = True
        elif self.pending is None:
            self.waiting = True
        else:
            packet, self.pending = self.pending, None
            packet.ident = packet.owner
            self.system.send(packet)


class System:
    def __init__(self):
        self.tasks, self.steps, self.sent = {}, 0, 0

    def add(self, task):
        self.tasks[task.ident] = task
        self.order = sorted(self.tasks.values(), key=lambda t: -t.priority)

    def release(self, ident):
        self.tasks[ident].held = False

    def send(self, packet):
        self.sent += 1
        target = self.tasks[packet.ident]
        target.queue = packet.append_to(target.queue)

    def run(self):
        while True:
            for task in self.order:
                if task.runnable():
                    task.step()
                    break
            else:
                return


def queue(length, ident, kind):
    packets = None
    for _ in range(length):
        packets = Packet(packets, ident, kind)
        packets.owner = ident
    return packets


system = System()
Idle(system, 150_000)
Worker(system, queue(2, WORKER, "work"))
Handler(system, HANDLER_A, 2000, queue(3, HANDLER_A, "device"))
Handler(system, HANDLER_B, 3000, queue(3, HANDLER_B, "device"))
Device(system, DEVICE_A, 4000, None)
Device(system, DEVICE_B, 5000, None)
system.run()
print(system.steps, system.sent, system.tasks[WORKER].letter)
