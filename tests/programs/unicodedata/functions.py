import unicodedata as u
def err(f, *a, **k):
    try: print(repr(f(*a, **k))[:200])
    except BaseException as e: print(type(e).__name__, e.args)
print(u.unidata_version, u.ucd_3_2_0.unidata_version, u.UCD, type(u.ucd_3_2_0))
print(sorted(n for n in dir(u.ucd_3_2_0) if not n.startswith("__")))
for name in ["bidirectional", "category", "combining", "decimal", "decomposition", "digit", "east_asian_width", "mirrored", "name", "numeric"]:
    f = getattr(u, name)
    err(f); err(f, 1); err(f, ""); err(f, "ab"); err(f, "a", 1); err(f, "a", 1, 2); err(f, chr(0x378)); err(f, "\ud800"); err(f, b"a"); err(f, "5"); err(f, "\u00bd"); err(f, "\u00e9"); err(f, "\uac00"); err(f, "\u4e00"); err(f, "\n"); err(f, "\U0010ffff"); err(f, x="a"); err(f, "\u0f33"); err(f, "\u2460")
    err(getattr(u.ucd_3_2_0, name), "\u0221"); err(getattr(u.ucd_3_2_0, name), "ab"); err(getattr(u.ucd_3_2_0, name), "a")
for n in ["LATIN SMALL LETTER A", "latin small letter a", "nope", "", "BELL", "ALERT", "LINE FEED", "LF", "KEYCAP DIGIT ONE", "keycap digit one", "LATIN SMALL LETTER R WITH TILDE", "HANGUL SYLLABLE GAG", "hangul syllable gag", "CJK UNIFIED IDEOGRAPH-4E00", "CJK UNIFIED IDEOGRAPH-2FFFF", "VS1", "x" * 300, "\u00e9", "TANGUT IDEOGRAPH-17000", "LATIN SMALL LETTER GHA", "SPACE ", "\ud800"]:
    err(u.lookup, n); err(u.ucd_3_2_0.lookup, n)
err(u.lookup); err(u.lookup, 1); err(u.lookup, b"SPACE"); err(u.lookup, "a", "b")
for f in ["NFC", "NFD", "NFKC", "NFKD", "nfc", "X", 1]:
    for s in ["", "abc", "\u00e9", "e\u0301", "\uac00", "\u1100\u1161\u11a8", "\ufb01", "\u2126", "\u0344", "a\u0315\u0300\u05ae\u0300\u0062", "\ud800e\u0301", "\u1e9b\u0323", "\U0001d15e", "\u0340\u0341", "\U0002f868", "\u2f999", 1, None, "a\u0301"*5]:
        err(u.normalize, f, s); err(u.is_normalized, f, s); err(u.ucd_3_2_0.normalize, f, s); err(u.ucd_3_2_0.is_normalized, f, s)
err(u.normalize); err(u.normalize, "NFC"); err(u.normalize, "NFC", "a", 1); err(u.is_normalized, "NFC")
class S(str): pass
s = S("e\u0301"); print(type(u.normalize("NFC", s)), type(u.normalize("NFC", S("a"))), u.normalize("NFC", "abc") is not None)
x = "abc"; print(u.normalize("NFC", x) is x, u.category(S("a")))
err(u.UCD); err(setattr, u.ucd_3_2_0, "unidata_version", 1)
for c in ["\u2f868", "\uf951", "\U0002f874", "\U0002f91f", "\U0002f95f", "\U0002f9bf", "\u0b70"]:
    print([ [ascii(d.normalize(f, c)) for f in ("NFC", "NFD", "NFKC", "NFKD")] for d in (u, u.ucd_3_2_0)])
