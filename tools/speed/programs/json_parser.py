class Parser:
    def __init__(self, text):
        self.text, self.at = text, 0

    def skip(self):
        text = self.text
        while self.at < len(text) and text[self.at] in " \n\t":
            self.at += 1

    def expect(self, c):
        if self.text[self.at] != c:
            raise ValueError(f"{c!r} expected at {self.at}")
        self.at += 1

    def value(self):
        self.skip()
        c = self.text[self.at]
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        return self.number()

    def number(self):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "+-0123456789.eE":
            self.at += 1
        word = self.text[start:self.at]
        return float(word) if "." in word or "e" in word else int(word)

    def string(self):
        self.expect('"')
        parts = []
        while (c := self.text[self.at]) != '"':
            if c == "\\":
                self.at += 1
                c = {"n": "\n", "t": "\t"}.get(self.text[self.at], self.text[self.at])
            parts.append(c)
            self.at += 1
        self.at += 1
        return "".join(parts)

    def items(self, closing):
        self.at += 1
        self.skip()
        if self.text[self.at] == closing:
            self.at += 1
            return
        while True:
            yield
            self.skip()
            if self.text[self.at] == closing:
                self.at += 1
                return
            self.expect(",")

    def array(self):
        return [self.value() for _ in self.items("]")]

    def object(self):
        result = {}
        for _ in self.items("}"):
            self.skip()
            key = self.string()
            self.skip()
            self.expect(":")
            result[key] = self.value()
        return result


def dump(value):
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, dict):
        return "{" + ", ".join(f"{dump(k)}: {dump(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(dump, value)) + "]"
    return repr(value)


data = [{"id": i, "name": f"item \"{i}\"", "price": i * 1.25, "tags": ["a", "b\n", None, i % 2 == 0], "nested": {"x": [i, -i], "empty": {}, "list": []}} for i in range(10_000)]
text = dump(data)
again = Parser(text).value()
print(len(text), again == data, len(dump(again)), sum(item["price"] for item in again))
