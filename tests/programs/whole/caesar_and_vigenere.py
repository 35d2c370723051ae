def shift(text, key, sign=1):
    keys = cycle(key)
    return "".join(chr((ord(c) - 97 + sign * (ord(next(keys)) - 97)) % 26 + 97) if "a" <= c <= "z" else c for c in text)


def cycle(items):
    while True:
        yield from items


def crack(text):
    frequent = "etaoinshr"
    scores = {k: sum(text.translate(table(k)).count(c) for c in frequent) for k in range(26)}
    return max(scores, key=scores.get)


def table(k): return {97 + i: 97 + (i - k) % 26 for i in range(26)}


secret = shift("attack the eastern gate at dawn", "lemon")
print(secret, shift(secret, "lemon", -1))
caesar = "the rain in spain stays mainly in the plain".translate(table(-7))
print(caesar, crack(caesar), caesar.translate(table(crack(caesar))))
rot13 = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")
print("hello".translate(rot13), "hello".translate(rot13).translate(rot13), "ß".upper(),
    "hello".translate({104: "H", 101: None, 108: "LL"}))
print(" ".join(f"{ord(c):08b}" for c in "hi"), "".join(chr(int(b, 2)) for b in "01101000 01101001".split()), b"hi".hex(),
    bytes.fromhex("6869").decode())
