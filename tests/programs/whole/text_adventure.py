class Room:
    def __init__(self, name, **exits): self.name, self.exits, self.items = name, exits, set()


rooms = {"hall": Room("hall", north="garden", east="kitchen"), "garden": Room("garden", south="hall"),
    "kitchen": Room("kitchen", west="hall")}
rooms["kitchen"].items |= {"knife", "apple"}
rooms["garden"].items.add("key")


class Game:
    def __init__(self): self.room, self.bag, self.turns = rooms["hall"], [], 0

    def command(self, line):
        self.turns += 1
        match line.lower().split():
            case ["go", ("north" | "south" | "east" | "west") as direction] if direction in self.room.exits:
                self.room = rooms[self.room.exits[direction]]
                return f"You are in the {self.room.name}."
            case ["go", direction]:
                return f"You cannot go {direction}."
            case ["take", *things] if things and self.room.items.issuperset(things):
                self.room.items.difference_update(things)
                self.bag.extend(things)
                return f"Taken: {', '.join(things)}."
            case ["take", *_]:
                return "There is no such thing."
            case ["look"]:
                return f"You see {', '.join(sorted(self.room.items)) or 'nothing'}."
            case ["drop", thing] if thing in self.bag:
                self.bag.remove(thing)
                self.room.items.add(thing)
                return "Dropped."
            case ["quit" | "exit"]:
                raise SystemExit(f"{self.turns} turns, bag: {self.bag}")
            case []:
                return "Pardon?"
            case [verb, *_]:
                return f"I do not know how to {verb}."


game = Game()
for line in ("look", "go up", "go east", "look", "take apple knife", "take apple", "go west", "go north", "take key",
    "drop apple", "look", "", "dance now", "quit"):
    print(">", line)
    print(game.command(line))
