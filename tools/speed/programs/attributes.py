class Particle:
    count = 0
    drag = 0.99

    def __init__(self, x, speed):
        self.x = x
        self.speed = speed
        self.bounces = 0
        self.history = None

    def move(self, walls):
        self.x += self.speed
        if self.x < walls.low or self.x > walls.high:
            self.speed = -self.speed
            self.bounces += 1
        return self

    def energy(self):
        return self.speed * self.speed * self.drag

    def record(self):
        self.history = self.x
        return self.history


class Heavy(Particle):
    drag = 0.5

    def energy(self):
        return 2 * super().energy()


class Walls:
    def __init__(self, low, high):
        self.low, self.high = low, high


walls = Walls(-50.0, 50.0)
particles = [(Heavy if i % 3 == 0 else Particle)(float(i), i * 0.25 - 5.0) for i in range(40)]
total = 0.0
for _ in range(35_000):
    for particle in particles:
        total += particle.move(walls).energy()
        particle.record()
print(f"{total:.3f}", sum(p.bounces for p in particles), f"{sum(p.history for p in particles):.3f}")
