def convert(rows):
    return {
        key: [int(cell)
              for cell in row]
        for key, row in rows.items()
    }


print(convert({"a": ["1", "2"]}))
print(convert({"a": ["1"], "b": ["2", "x"]}))
