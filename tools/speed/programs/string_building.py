def numbers(n):
    text = ""
    for i in range(n):
        text += str(i)
        text += ","
    return text


def many_numbers(n):
    return "".join(numbers(i % 900) for i in range(n))


def joined(n):
    return "".join([chr(97 + i % 26) for i in range(n)])


def formatted(n):
    lines = []
    for i in range(n):
        lines.append(f"{i:>6} {i * 1.5:8.2f} {i:#x} {'odd' if i & 1 else 'even'}")
    return "\n".join(lines)


def percent(n):
    return "".join("%d-%s;" % (i, "x" * (i % 5)) for i in range(n))


def reversed_words(text):
    return " ".join(word[::-1] for word in text.split(" "))


parts = [many_numbers(3_000), joined(400_000), formatted(180_000), percent(250_000)]
parts.append(reversed_words(parts[2]))
print([len(part) for part in parts], parts[2][-40:], parts[4][-20:])
