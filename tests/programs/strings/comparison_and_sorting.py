words = ["b", "B", "a", "é", "e", "ab", "", "aa", "Z", "z", "ß", "1", "10", "2", "日", "😀", "\n"]
print(sorted(words), sorted(words, key=str.casefold), sorted(words, key=len), max(words), min(words))
print("a" < "b", "a" < "B", "abc" < "abd", "abc" < "ab", "" < " ", "é" > "z", "\uffff" < "\U00010000", "a" <= "a",
    "10" < "9", "a" == "a\0", "ab" > "a\uffff")
print([("a" > "b") - ("a" < "b"), ("b" > "a") - ("b" < "a")], "abc" in "xabcx", "" in "", "b" not in "abc", "é" == "\u00e9",
    "ﬁ" == "fi", "ﬁ".casefold() == "fi")
print(sorted(["item10", "item9", "item1"], key=lambda s: (s.rstrip("0123456789"), int(s[4:]))),
    sorted("The Quick brown".split(), key=str.lower, reverse=True))
