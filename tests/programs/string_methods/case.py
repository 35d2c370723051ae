words = ("Hello World", "straße", "ǆ Ǆ", "ÀÉÎ", "ﬁne", "o'neil's", "ΑΣ", "123abc", "", "İstanbul", "x-ray y_z")
for w in words:
    print([w.upper(), w.lower(), w.title(), w.capitalize(), w.swapcase(), w.casefold()])
for w in ("abc", "ABC", "Abc", "A1", "1", "", "ab C", "Hello World", "ǅ", "²", "½", "٣", "a_b", "class", "1a", "é", " \t\n",
    "\x00", "日本", "x" * 3 + "\xa0"):
    print(repr(w),
        [int(f(w)) for f in (str.isupper, str.islower, str.istitle, str.isalpha, str.isdigit, str.isdecimal, str.isnumeric, str.isalnum, str.isidentifier, str.isspace, str.isprintable, str.isascii)])
