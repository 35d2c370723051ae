# Nesting costs memory; beyond a limit it is an error that a program can catch.
import json

depth = 3000
text = "[" * depth + "]" * depth
value = json.loads(text)
print(json.dumps(value) == text)
text = '{"a":' * depth + "1" + "}" * depth
value = json.loads(text)
print(json.dumps(value, separators=(",", ":")) == text)

for text in "[" * 100_000, '{"a":' * 100_000 + "1" + "}" * 100_000:
    try:
        json.loads(text)
    except RecursionError as error:
        print(type(error).__name__)
rows, row = [], {}
for _ in range(100_000):
    rows, row = [rows], {"k": row}
for value in rows, row:
    for check in True, False:
        try:
            json.dumps(value, check_circular=check)
        except RecursionError as error:
            print(type(error).__name__)
class Endless(json.JSONEncoder):
    def default(self, o):
        return [o]
try:
    Endless(check_circular=False).encode(5j)
except RecursionError as error:
    print(type(error).__name__)
