größe = {"höhe": 1}
print(größe["höhe"], "✓"); breite = größe["höhe"] + größe["日本"] + 1
