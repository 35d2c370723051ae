with open(__file__) as source:
    lines = source.readlines()
print(len(lines), lines[0].strip(), sum(len(line.split()) for line in lines) > 5)
words = {}
for line in lines:
    for word in line.replace("(", " ").replace(")", " ").split():
        words[word] = words.get(word, 0) + 1
print(sorted(words.items(), key=lambda item: (-item[1], item[0]))[:3])
exec(compile("print('compiled from a file', __file__ is not None)", __file__, "exec"))
