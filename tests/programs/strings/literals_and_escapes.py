print('single', "double", '''triple
lines''', """with "quotes" inside""", 'a' "b" 'c')
print("\a\b\f\v".encode(), "\n\r\t\\\'\"".encode(), "\x41\101\u00e9\U0001F600\N{SNOWMAN}", "line \
continued")
print(r"raw \n \x", R"\\", rb"\n", Rb'\x00', b"\x00\xff\101", u"unicode")
print(repr("\x00\x1f\x7f\x80\xa0\xad\u2028\ud800\U000e0001é日😀"))
print(ascii("é日😀\x00'\""), repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\\"), repr("tab\tnew\nline"))
print("\0".encode(), "\08".encode(), "\377", len("\N{LATIN SMALL LETTER E WITH ACUTE}"))
print(len("😀"), len("e\u0301"), "é" == "e\u0301", "😀"[0] == "\U0001F600")
for source in (r'"\x4"', r'"\u12"', r'"\N{no such name}"', r'"\U00110000"', r"b'é'", '"unterminated', "'''never", r'"\N"',
    r"b'\x4'", "f'{'", "f'}'", "b'a' 'b'", "ur'x'", "fb'x'"):
    try:
        print(eval(source))
    except SyntaxError as error:
        print(type(error).__name__, error.msg)
