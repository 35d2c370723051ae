print(1if 1else 2, 0or 5, 1in [1], 0x1for x in [1]) if 0 else None
print(1if 1else 2)
print(0or 5)
print(1_0if 1 else 2, 1.if 1 else 2, 1e5if 1 else 2, 1jif 1 else 2)
print(0b1and 2, 0o7and 2, 0xfor 1)
print(1is 2, 5and 3, 1not in [2])
for source in "1for", "1else", "1from", "1a", "0_", "0or1":
    try:
        compile(source, "<s>", "eval")
        print("accepted", source)
    except SyntaxError as e:
        print(source, e.msg, e.lineno, e.offset)
