class Vector:
    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, other): return Vector(self.x + other.x, self.y + other.y, self.z + other.z)
    def __sub__(self, other): return Vector(self.x - other.x, self.y - other.y, self.z - other.z)
    def __mul__(self, factor): return Vector(self.x * factor, self.y * factor, self.z * factor)
    def dot(self, other): return self.x * other.x + self.y * other.y + self.z * other.z
    def unit(self): return self * (1.0 / self.dot(self) ** 0.5)


class Ray:
    def __init__(self, origin, direction):
        self.origin, self.direction = origin, direction

    def at(self, distance): return self.origin + self.direction * distance


class Sphere:
    def __init__(self, centre, radius, colour, mirror):
        self.centre, self.radius, self.colour, self.mirror = centre, radius, colour, mirror

    def hit(self, ray):
        to = self.centre - ray.origin
        along = to.dot(ray.direction)
        inside = self.radius * self.radius - to.dot(to) + along * along
        if inside < 0:
            return None
        distance = along - inside ** 0.5
        return distance if distance > 1e-6 else None

    def normal(self, point): return (point - self.centre).unit()
    def shade(self, point): return self.colour


class Floor:
    mirror = 0.2

    def hit(self, ray):
        if abs(ray.direction.y) < 1e-9:
            return None
        distance = (-1.0 - ray.origin.y) / ray.direction.y
        return distance if distance > 1e-6 else None

    def normal(self, point): return Vector(0.0, 1.0, 0.0)
    def shade(self, point): return 0.9 if (point.x // 1 + point.z // 1) % 2 else 0.2


class Scene:
    light = Vector(5.0, 8.0, -4.0)

    def __init__(self, things): self.things = things

    def nearest(self, ray):
        best = None
        for thing in self.things:
            distance = thing.hit(ray)
            if distance is not None and (best is None or distance < best[0]):
                best = distance, thing
        return best

    def trace(self, ray, depth=0):
        found = self.nearest(ray)
        if found is None:
            return 0.3 + 0.5 * max(ray.direction.y, 0.0)
        distance, thing = found
        point = ray.at(distance)
        normal = thing.normal(point)
        to_light = (self.light - point).unit()
        brightness = 0.1 if self.nearest(Ray(point, to_light)) else 0.1 + 0.9 * max(normal.dot(to_light), 0.0)
        colour = thing.shade(point) * brightness
        if thing.mirror and depth < 3:
            bounced = ray.direction - normal * (2 * normal.dot(ray.direction))
            colour = colour * (1 - thing.mirror) + self.trace(Ray(point, bounced.unit()), depth + 1) * thing.mirror
        return colour


scene = Scene([Sphere(Vector(i - 1.5, (i % 2) * 0.7, 4.0 + i), 0.9, 0.4 + i * 0.1, 0.3 * (i % 3)) for i in range(4)] + [Floor()])
eye, size = Vector(0.0, 0.5, -3.0), 230
pixels = [scene.trace(Ray(eye, Vector(x / size - 0.5, 0.4 - y / size, 1.0).unit())) for y in range(size) for x in range(size)]
print(f"{sum(pixels):.6f}", f"{pixels[1234]:.6f}")
