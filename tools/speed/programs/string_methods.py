TEXT = """It was a bright cold day in the garden, and the clocks of the village were striking thirteen.
The gardener, whose name was of no importance, went on with his work: digging, planting, watering.
"Nothing grows", he said, "that nobody looks after"; and nobody, except for the bees, contradicted him.
"""


def caesar(text, shift):
    out = []
    for c in text:
        if c.isalpha():
            base = 65 if c.isupper() else 97
            out.append(chr((ord(c) - base + shift) % 26 + base))
        else:
            out.append(c)
    return "".join(out)


def slug(text):
    return "-".join(word.strip(",.:;\"").lower() for word in text.split())


def run(rounds):
    total = 0
    for r in range(rounds):
        for line in TEXT.splitlines():
            total += line.find("the") + line.count("n") + line.startswith("The") + line.endswith(".")
            total += len(line.replace("a", "@@").title().swapcase()) + len(slug(line))
            total += sum(1 for word in line.split() if word.isalpha() and not word.islower())
            before, mark, after = line.partition(",")
            total += len(before) - len(after) + line.rfind("e", 0, r % 50)
        total += ord(caesar(TEXT, r)[r % len(TEXT)])
    return total


print(run(8_000), slug(TEXT)[:40])
