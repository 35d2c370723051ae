"""Hashes of texts, bytes and containers under some seeds: a line each, arguments first. Needs a Python of 64 bits."""

import os
import random
import subprocess
import sys

if "PYTHONHASHSEED" not in os.environ:
    for seed in ("0", "1", "42", "4294967295"):
        subprocess.run([sys.executable, __file__], env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
    sys.exit()

assert sys.hash_info.algorithm == "siphash13" and sys.hash_info.width == 64
seed = os.environ["PYTHONHASHSEED"]
random.seed(7)
texts = ["", "a", "x" * 7, "x" * 8, "x" * 9, "name", "__init__", "é", "aé", "\xff\x80", "Ā", "日本語", "a\uffff", "😀", "\udc80", "\ud800\udfff", "a😀é", "\0", "é" * 20]
texts += ["".join(chr(random.choice([97, 233, 0x3B1, 0x1F600, 0xD800][: random.randint(1, 5)])) for _ in range(random.randrange(40))) for _ in range(20)]
for text in texts:
    print("text", seed, text.encode("utf-8", "surrogatepass").hex() or "-", hash(text))
for length in range(18):
    value = random.randbytes(length)
    print("bytes", seed, value.hex() or "-", hash(value))
if seed == "0":
    for _ in range(30):
        numbers = [random.choice([0, 1, -1, -2, random.randint(-100, 100), random.getrandbits(60)]) for _ in range(random.randrange(8))]
        hashes = ",".join(str(hash(number)) for number in numbers) or "-"
        print("tuple", seed, hashes, hash(tuple(numbers)))
        if len(numbers) == 3:
            print("slice", seed, hashes, hash(slice(*numbers)))
        different = frozenset(numbers)
        print("frozenset", seed, ",".join(str(hash(number)) for number in different) or "-", hash(different))
