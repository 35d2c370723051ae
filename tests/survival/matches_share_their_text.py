# Matches in a cycle that is garbage share a text of the program's own class, which lives on.
import gc
import re


class Text(str):
    pass


def use():
    text = Text("abcabc" * 20)
    text.mark = ["kept"]
    found = list(re.finditer("b", text))
    found.append(found)
    del found
    gc.collect()
    rubbish = [Text("x" * 120) for _ in range(1000)]
    assert text.mark == ["kept"] and text == "abcabc" * 20 and len(rubbish) == 1000
    return text


texts = [use() for _ in range(20)]
gc.collect()
assert all(text.mark == ["kept"] for text in texts)
print("done")
