text = """The quick brown fox jumps over the lazy dog. The dog sleeps;
the fox does not. "Why?", asks the dog -- but the fox has gone, far away."""
words = [w for w in "".join(c.lower() if c.isalpha() or c.isspace() else " " for c in text).split()]
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
for word, count in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:5]:
    print(f"{word:>6} {'#' * count} {count / len(words):6.2%}")
print(len(words), len(counts), max(counts, key=len), sum(map(len, words)) / len(words))
by_length = {}
for word in sorted(set(words)):
    by_length.setdefault(len(word), []).append(word)
print({n: by_length[n] for n in sorted(by_length)})
print("\n".join(f"{i:02d}: {line.strip()!r}" for i, line in enumerate(text.splitlines(), 1)))
letters = [0] * 26
for c in text.lower():
    if "a" <= c <= "z":
        letters[ord(c) - ord("a")] += 1
print("".join(chr(97 + i) for i, n in enumerate(letters) if n == 0), letters.index(max(letters)))
print(" ".join(w[::-1].capitalize() for w in words[:4]), text.count("the"), text.find("fox"), text.title()[:20])
