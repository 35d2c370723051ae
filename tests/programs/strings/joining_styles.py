name, items = "list", ["a", "b", "c"]
print(name + ": " + ", ".join(items), "%s: %s" % (name, ", ".join(items)), "{}: {}".format(name, ", ".join(items)),
    f"{name}: {', '.join(items)}", sep="\n")
text = ""
for i, item in enumerate(items, 1):
    text += f"{i}. {item}{'; ' if i < len(items) else '.'}"
print(text)
lines = ["one", "", "two  ", "\tthree"]
print("\n".join(line.rstrip().expandtabs(4) for line in lines), repr("\n".join(lines)), sep="|")
print("".join(sorted(set("mississippi"))), "-".join("abc"[::-1]),
    "".join(c if c not in "aeiou" else "*" for c in "programming language"))
print(*("".join(p) for p in zip("abc", "xyz")), sep=",")
print("=" * 20, "title".center(20), "=" * 20, sep="\n")
print("multi" "part" f"{1}" 'str' rf"\d{2}")
