def text(n):
    syllables = ["ba", "ko", "mi", "ra", "tu", "shi", "ne", "lo", "za", "pe"]
    seed = 3
    for _ in range(n):
        seed = seed * 48_271 % 2_147_483_647
        word = syllables[seed % 10] + syllables[seed // 10 % 10] + syllables[seed // 100 % 7] * (seed // 1_000 % 2)
        yield word.capitalize() + ". " if seed % 11 == 0 else word + " "


def count(text):
    counts = {}
    for word in text.lower().replace(".", "").split():
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def letters(text):
    counts = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    return counts


source = "".join(text(350_000))
counts = count(source)
print(len(source), len(counts), sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:4], sorted(letters(source).items())[:5])
