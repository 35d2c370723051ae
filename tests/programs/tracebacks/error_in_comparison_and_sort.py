class Version:
    def __init__(self, text): self.text = text

    def __lt__(self, other):
        return int(self.text) < int(other.text)


versions = [Version("1"), Version("3"), Version("two")]
print(sorted(versions[:2])[0].text)
sorted(versions, key=lambda v: v)
