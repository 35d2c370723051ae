ascii = "plain text"
for text in ascii * 20, "é" * 70, "中文" * 70, "😀" * 70 + "a", "\ud800" * 3 + "x":
    assert text[len(text) - 1] == text[-1] and text[::-1][::-1] == text
    # Grows alone, then with someone else holding it, then large.
    grown = text
    grown += "!"
    held = grown
    grown += text
    for i in range(6):
        grown += grown[:100]
    assert held == text + "!" and grown.startswith(held) and len(grown) == 2 * len(text) + 1 + 600 or len(text) < 100
    assert text.find(text[-1:]) >= 0 and text.replace(text[0], "ab").count("ab") > 0
    assert hash(text) == hash(text[:2] + text[2:]) and f"{text:>300}".strip() == text
    {text: 1}[text]
    del grown, held
assert "a,b,,c".split(",") == ["a", "b", "", "c"] and "-".join(["x", "é", "😀"]) == "x-é-😀"
