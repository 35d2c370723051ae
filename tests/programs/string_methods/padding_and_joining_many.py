# Many texts, padded and joined in many ways: what comes out is shown as a sum over all of it, and some of it.
seed = 7


def number(below):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % below


ALPHABET = "abz +-09ß€\u00e9\u0142\U0001f40d\U00010348\ud800\tAZ"


def text(longest):
    return "".join(ALPHABET[number(len(ALPHABET))] for _ in range(number(longest + 1)))


total = 0


def note(what, result, shown):
    global total
    for c in result:
        total = (total * 31 + ord(c)) % (2**61 - 1)
    total += len(result)
    if shown:
        print(what, ascii(result))


for turn in range(3000):
    shown = turn % 150 == 0
    word, width, fill = text(6), number(14) - 2, ALPHABET[number(len(ALPHABET))]
    note("center", word.center(width, fill), shown)
    note("ljust", word.ljust(width, fill), shown)
    note("rjust", word.rjust(width, fill), shown)
    note("plain", word.center(width) + word.ljust(width) + word.rjust(width), shown)
    note("zfill", word.zfill(width), shown)
    note("join", text(3).join([text(4) for _ in range(number(5))]), shown)
print(total)
